// The shop's printer client behind its gate, against the stand-in's counting of requests and its lock-out.
#include <catch2/catch.hpp>

#include "adapters/http_client/guarded_http_client.h"
#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_gate.h"
#include "adapters/printful/printful_fulfillment.h"
#include "adapters/printful/shipping_json.h"
#include "sandbox/stand_ins.h"

using adapters::http_client::GuardedHttpClient;
using adapters::http_client::HttpRequest;
using adapters::http_client::HttpResponse;
using adapters::printful::PrintfulFulfillment;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

// Hands requests to the stand-ins without a network, and counts what they refuse.
class Wire : public adapters::http_client::HttpClient {
 public:
  explicit Wire(StandIns& stand_ins) : stand_ins_(stand_ins) {}

  base::Result<HttpResponse> send(const HttpRequest& request) override {
    const std::string target = request.url.substr(std::string_view("http://printer").size());
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    const auto answer = stand_ins_.printful(request.method, target.substr(0, target.find('?')), body.is_discarded() ? nlohmann::json{} : body);
    HttpResponse response;
    response.status = answer.status;
    response.body = answer.body;
    if (const auto wait = header_of(answer, "Retry-After"); !wait.empty()) response.headers["retry-after"] = wait;
    ++asked;
    if (response.status == 429) ++locked_out;
    return response;
  }

  int asked = 0;
  int locked_out = 0;

 private:
  StandIns& stand_ins_;
};

struct Setup {
  StandIns stand_ins;
  adapters::memory::ManualClock clock{base::Timestamp{std::chrono::milliseconds{stand_ins.now_ms}}};
  adapters::memory::MemoryProviderGate gate{clock};
  Wire wire{stand_ins};
  GuardedHttpClient guarded{wire, gate, "printful", 0ms};
  PrintfulFulfillment printer{guarded, {"http://printer", base::Secret{"printful-token"}, "77"}, &gate};

  void advance(std::chrono::milliseconds time) {
    clock.advance(time);
    stand_ins.now_ms += time.count();
  }
};

}  // namespace

TEST_CASE_METHOD(Setup, "a thousand requests that all want to go at once are never one too many, and go as fast as is right") {
  int answered = 0;
  std::chrono::milliseconds passed{0};
  while (answered < 1'000) {
    const auto found = printer.find_order("nobody");
    if (found) ++answered;
    if (found) continue;
    CHECK(found.error().code == ErrorCode::kRateLimited);
    const auto wait = *printer.wait_time();
    REQUIRE(wait > 0ms);
    advance(wait);
    passed += wait;
  }
  CHECK(wire.locked_out == 0);
  CHECK(wire.asked == 1'000);
  CHECK(passed == 990 * domain::kPrintfulRules.spacing);
}

TEST_CASE_METHOD(Setup, "the stand-in tells how many it was asked in the busiest minute, and how many it turned away") {
  const auto told = [&] { return nlohmann::json::parse(stand_ins.get("/printful-rate.json").body); };
  CHECK(told() == nlohmann::json{{"requests", 0}, {"refused", 0}, {"most_in_a_minute", 0}, {"limit", 120}});
  for (int i = 0; i < 70; ++i) stand_ins.printful("GET", "/orders");
  stand_ins.now_ms += 30'000;
  for (int i = 0; i < 53; ++i) stand_ins.printful("GET", "/orders");
  CHECK(told() == nlohmann::json{{"requests", 123}, {"refused", 3}, {"most_in_a_minute", 123}, {"limit", 120}});
  stand_ins.now_ms += 3'600'000;
  stand_ins.printful("GET", "/orders");
  CHECK(told()["most_in_a_minute"] == 123);
}

TEST_CASE_METHOD(Setup, "locked out by somebody else on the same account, it is quiet until the lock-out is over") {
  for (int i = 0; i < 120; ++i) stand_ins.printful("GET", "/orders");
  CHECK(printer.find_order("nobody").error().code == ErrorCode::kRateLimited);
  CHECK(wire.locked_out == 1);
  CHECK(printer.wait_time() == 60s);
  advance(59s);
  CHECK_FALSE(printer.find_order("nobody"));
  CHECK(wire.asked == 1);
  advance(1s);
  CHECK(printer.find_order("nobody"));
}

TEST_CASE_METHOD(Setup, "what has run out at the stand-in is told to the shop") {
  REQUIRE(stand_ins.submit("/settings", {{"printful_out_of_stock", "4013"}}).status < 400);
  ports::FulfillmentQuery query{"CH", {}};
  for (const std::int64_t variant : {4012, 4013, 71}) {
    ports::FulfillmentItem item;
    item.variant_id = variant;
    query.items.push_back(item);
  }
  CHECK(printer.unavailable_variants(query) == std::vector<std::int64_t>{4013, 71});
}

namespace {

ports::FulfillmentQuery cart_of(int tees) {
  ports::FulfillmentQuery query{"DE", {}};
  for (int left = tees; left > 0; left -= 20) {
    ports::FulfillmentItem item;
    item.variant_id = 4012;
    item.quantity = std::min(left, 20);
    query.items.push_back(item);
  }
  return query;
}

std::int64_t rate_of(PrintfulFulfillment& printer, int tees) {
  const auto rate = printer.shipping_rate(cart_of(tees));
  REQUIRE((rate && *rate));
  return (*rate)->price.minor;
}

}  // namespace

TEST_CASE_METHOD(Setup, "the stand-in takes five questions a minute for the rates of more than 100 pieces, then locks out") {
  const auto ask = [&](int tees) {
    const auto body = nlohmann::json::parse(adapters::printful::rates_body(cart_of(tees), "USD"));
    return stand_ins.printful("POST", "/shipping/rates", body).status;
  };
  for (int i = 0; i < 20; ++i) CHECK(ask(100) == 200);
  for (int i = 0; i < 5; ++i) CHECK(ask(101) == 200);
  CHECK(ask(101) == 429);
  CHECK(ask(1) == 429);
  stand_ins.now_ms += 60'000;
  CHECK(ask(101) == 200);
}

TEST_CASE_METHOD(Setup, "any number of visitors with hundreds of pieces in their carts does not keep orders from the printer") {
  for (int i = 0; i < 12; ++i) {
    rate_of(printer, 101 + 20 * i);
    CHECK(printer.find_order("nobody"));
    advance(2s);
  }
  CHECK(wire.locked_out == 0);
}

TEST_CASE_METHOD(Setup, "more than 100 pieces cost what as many smaller parcels do") {
  CHECK(rate_of(printer, 120) == 2 * rate_of(printer, 60));
  CHECK(rate_of(printer, 400) == 4 * rate_of(printer, 100));
}
