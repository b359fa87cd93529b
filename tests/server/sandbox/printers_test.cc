// What the shop may rely on, whichever printer it asks: one suite over its two clients and the stand-ins of both.
#include <catch2/catch.hpp>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_order_book.h"
#include "adapters/printful/printful_fulfillment.h"
#include "adapters/printify/printify_fulfillment.h"
#include "sandbox/services/printify/production.h"
#include "sandbox/stand_ins.h"

using adapters::http_client::HttpRequest;
using adapters::http_client::HttpResponse;
using base::ErrorCode;
using ports::FulfillmentState;
using namespace std::chrono_literals;

namespace {

const std::string kExternalId = "0f8fad5bd9cb469fa16570867728950e";

// Hands requests to the stand-ins without a network. An answer that is cut off did not arrive.
class Wire : public adapters::http_client::HttpClient {
 public:
  explicit Wire(StandIns& stand_ins) : stand_ins_(stand_ins) {}

  base::Result<HttpResponse> send(const HttpRequest& wanted) override {
    const std::string target = wanted.url.substr(std::string_view("http://sandbox").size());
    auto request = StandIns::request(wanted.method, target.substr(0, target.find('?')));
    if (const auto query = target.find('?'); query != std::string::npos) {
      for (auto& [name, value] : http::form_decode(target.substr(query + 1))) request.query[name] = value;
    }
    for (auto [name, value] : wanted.headers) {
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      request.headers[name] = value;
    }
    request.body = wanted.body;
    const auto answer = stand_ins_.send(request);
    if (answer.cut_after_bytes) {
      return base::fail(wanted.repeatable ? ErrorCode::kUnavailable : ErrorCode::kUnanswered, "No answer.", "cut off");
    }
    return HttpResponse{answer.status, {}, answer.body};
  }

 private:
  StandIns& stand_ins_;
};

struct Base {
  StandIns stand_ins;
  Wire wire{stand_ins};
  adapters::memory::ManualClock clock{base::Timestamp{std::chrono::milliseconds{stand_ins.now_ms}}};

  void pass(std::chrono::milliseconds time) {
    clock.advance(time);
    stand_ins.now_ms += time.count();
  }
  static ports::FulfillmentRequest request() {
    ports::FulfillmentItem item;
    item.external_id = "line-1";
    item.quantity = 2;
    item.retail_price = {4900, "USD"};
    item.name = "Unisex hoodie, Black / M";
    item.placement = "default";
    item.print_file_url = "http://127.0.0.1:1/print.png";
    return {kExternalId, {"Ann Lee", "1 Main St", "", "Springfield", "CA", "90001", "US", ""}, "ann@example.org",
            {item},      {9800, "USD"},                                                        {0, "USD"}, {499, "USD"}};
  }
};

struct Printful : Base {
  static constexpr const char* kService = "printful";
  adapters::printful::PrintfulFulfillment printer{wire, {"http://sandbox/printful", base::Secret{"printful-token"}, "77"}};

  static ports::FulfillmentRequest order() {
    auto request = Base::request();
    request.items[0].variant_id = 5531;
    return request;
  }
  std::size_t orders() { return stand_ins.world().state.read().root["printful"]["orders"].size(); }
  void begin_production(const std::string& id) {
    stand_ins.world().state.edit().root["printful"]["orders"][id]["object"]["status"] = "inprocess";
  }
  void ship(const std::string& id) { stand_ins.submit("/printful-orders", {{"order", id}, {"action", "ship"}}); }
  void deliver(const std::string& id) { stand_ins.submit("/printful-orders", {{"order", id}, {"action", "deliver"}}); }
  static const char* out_of_stock() { return "printful_out_of_stock"; }
};

struct Printify : Base {
  static constexpr const char* kService = "printify";
  adapters::memory::MemoryProviderOrderBook book{clock};
  adapters::printify::PrintifyFulfillment printer{{wire, wire, book}, {"http://sandbox/printify/v1", base::Secret{"printify-token"}, "88"}};

  static ports::FulfillmentRequest order() {
    auto request = Base::request();
    request.items[0].variant_id = 32919;
    request.items[0].printify = {{77, 99, 32919, "front"}};
    return request;
  }
  std::size_t orders() { return stand_ins.world().state.read().root["printify"]["orders"].size(); }
  void begin_production(const std::string& id) {
    stand_ins.world().state.edit().root["printify"]["orders"][id]["object"]["status"] = "in-production";
  }
  void ship(const std::string& id) { stand_ins.submit("/printify-orders", {{"order", id}, {"action", "ship"}}); }
  void deliver(const std::string& id) { stand_ins.submit("/printify-orders", {{"order", id}, {"action", "deliver"}}); }
  static const char* out_of_stock() { return "printify_out_of_stock"; }
};

// As the shop submits: look first, create only what is not there or not finished. Tries again until it is done.
template <class Setup>
ports::FulfillmentOrder submit(Setup& on) {
  for (int tries = 0; tries < 10; ++tries) {
    const auto found = on.printer.find_order(kExternalId);
    if (found && *found && !(*found)->unfinished) return **found;
    const auto made = found ? on.printer.create_order(Setup::order()) : base::Result<ports::FulfillmentOrder>(base::forward_error(found));
    if (made) return *made;
    on.pass(1min);
  }
  throw std::runtime_error("the order never came through");
}

}  // namespace

TEMPLATE_TEST_CASE("an order that was sent is found under our id, accepted and not yet begun", "", Printful, Printify) {
  TestType on;
  const auto none = on.printer.find_order(kExternalId);
  REQUIRE(none);
  CHECK_FALSE(*none);
  const auto made = on.printer.create_order(TestType::order());
  REQUIRE(made);
  CHECK(made->external_id == kExternalId);
  CHECK(made->state == FulfillmentState::kPending);
  const auto found = on.printer.find_order(kExternalId);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->id == made->id);
  CHECK_FALSE((*found)->unfinished);
}

TEMPLATE_TEST_CASE("whatever gets lost on the way, there is one order in the end", "", Printful, Printify) {
  for (const char* kind : {"reset_after_work", "truncated", "500", "down", "429"}) {
    for (int after = 0; after < 4; ++after) {
      INFO(kind << " after " << after << " requests");
      TestType on;
      // The requests before the one that is hit.
      const std::string path = after == 0 ? "orders" : after == 1 ? "orders.json" : after == 2 ? "send_to_production" : "orders/";
      REQUIRE(on.stand_ins.world().faults.add({{"service", TestType::kService}, {"kind", kind}, {"path", path}}));
      const auto order = submit(on);
      CHECK(order.state == FulfillmentState::kPending);
      CHECK(on.orders() == 1);
    }
  }
}

TEMPLATE_TEST_CASE("an order comes back as parcels that are sent, and then arrive", "", Printful, Printify) {
  TestType on;
  const auto id = submit(on).id;
  on.begin_production(id);
  CHECK((*on.printer.find_order(kExternalId))->state == FulfillmentState::kInProduction);
  on.ship(id);
  const auto sent = **on.printer.find_order(kExternalId);
  CHECK(sent.state == FulfillmentState::kShipped);
  REQUIRE(sent.parcels.size() == 1);
  CHECK_FALSE(sent.parcels[0].tracking_number.empty());
  CHECK_FALSE(sent.parcels[0].delivered);
  CHECK(sent.parcels[0].shipped_at == on.clock.now() - (on.clock.now().time_since_epoch() % 1s));
  on.deliver(id);
  const auto arrived = **on.printer.find_order(kExternalId);
  CHECK(arrived.parcels.at(0).delivered);
  CHECK(arrived.parcels.at(0).id == sent.parcels[0].id);
}

TEST_CASE("an order that was deleted at Printify is found no more, and one that is made in its place is the only one") {
  Printify on;
  const auto first = submit(on).id;
  REQUIRE(on.stand_ins.submit("/printify-orders", {{"order", first}, {"action", "delete"}}).status == 303);
  const auto found = on.printer.find_order(kExternalId);
  REQUIRE(found);
  CHECK_FALSE(*found);
  const auto at_once = on.printer.create_order(Printify::order());
  REQUIRE_FALSE(at_once);
  CHECK(at_once.error().code == ErrorCode::kUnavailable);
  CHECK(on.orders() == 0);
  on.pass(10min);
  const auto second = submit(on);
  CHECK(second.id != first);
  CHECK(on.orders() == 1);
  CHECK((**on.printer.find_order(kExternalId)).id == second.id);
  REQUIRE(on.printer.create_order(Printify::order()));
  CHECK(on.orders() == 1);
}

TEMPLATE_TEST_CASE("an order in production is not canceled any more", "", Printful, Printify) {
  TestType on;
  const auto id = submit(on).id;
  on.begin_production(id);
  const auto canceled = on.printer.cancel_order(kExternalId);
  REQUIRE_FALSE(canceled);
  CHECK(canceled.error().code == ErrorCode::kInvalidInput);
}

TEMPLATE_TEST_CASE("what has run out is told, and nothing else", "", Printful, Printify) {
  TestType on;
  const ports::FulfillmentQuery query{"US", TestType::order().items};
  CHECK(on.printer.unavailable_variants(query) == std::vector<std::int64_t>{});
  const auto variant = query.items[0].variant_id;
  REQUIRE(on.stand_ins.submit("/settings", {{TestType::out_of_stock(), std::to_string(variant)}}).status < 400);
  CHECK(on.printer.unavailable_variants(query) == std::vector{variant});
}

TEMPLATE_TEST_CASE("an address that the printer does not take is a refusal, not a reason to try again", "", Printful, Printify) {
  TestType on;
  auto order = TestType::order();
  order.recipient.state.clear();
  const auto made = on.printer.create_order(order);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::kInvalidInput);
  CHECK(on.orders() == 0);
}

TEMPLATE_TEST_CASE("what shipping costs is told by country, more for more", "", Printful, Printify) {
  TestType on;
  ports::FulfillmentQuery query{"US", TestType::order().items, true};
  const auto two = on.printer.shipping_rate(query);
  REQUIRE((two && *two));
  query.items[0].quantity = 3;
  const auto three = on.printer.shipping_rate(query);
  REQUIRE((three && *three));
  CHECK((*two)->price.minor > 0);
  CHECK((*three)->price.minor > (*two)->price.minor);
  CHECK((*three)->price.currency == "USD");
}

TEST_CASE("a parcel that has run short at Printful holds the order, and goes on when it is shipped after all") {
  Printful on;
  submit(on);
  const auto id = (*on.printer.find_order(kExternalId))->id;
  on.begin_production(id);
  REQUIRE(on.stand_ins.submit("/printful-orders", {{"order", id}, {"action", "short"}}).status == 303);
  const auto held = *on.printer.find_order(kExternalId);
  CHECK(held->state == FulfillmentState::kOnHold);
  CHECK(held->reason == "a parcel is out of stock");
  on.ship(id);
  CHECK((*on.printer.find_order(kExternalId))->state == FulfillmentState::kShipped);
}
