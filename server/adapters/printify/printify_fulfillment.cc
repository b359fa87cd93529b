#include "adapters/printify/printify_fulfillment.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/http_client/json_reading.h"
#include "adapters/http_client/public_file.h"
#include "adapters/http_client/remembered_rate.h"
#include "adapters/printify/catalog_json.h"
#include "adapters/printify/order_json.h"
#include "adapters/printify/order_search.h"
#include "adapters/printify/printify_error.h"

namespace adapters::printify {
namespace {

using ports::FulfillmentOrder;

constexpr int kTimeoutMs = 30'000;
constexpr int kHastyTimeoutMs = 2'000;
constexpr int kPageSize = 50;   // the most that Printify gives
constexpr int kMostPages = 40;  // a lost answer is recent: it stands on the first pages
constexpr std::chrono::minutes kClocksDiffer{10};

base::Failure unavailable(const std::string& cause) {
  return base::fail(base::ErrorCode::kUnavailable, "The printer is busy. We will try again.", cause);
}

base::Failure unknown_order(const std::string& id) {
  return base::fail(base::ErrorCode::kNotFound, "The printer does not know this order.", "Printify's order " + id);
}

// A lost answer is looked up by the next try.
base::Failure to_try_again(const base::Error& error) {
  if (error.code == base::ErrorCode::kUnanswered) return unavailable(error.cause);
  return base::Failure(error);
}

base::Failure refused(const std::string& cause) {
  return base::fail(base::ErrorCode::kInvalidInput, "The printer did not accept this order.", cause);
}

// Printify names orders by 24 hex digits; this also keeps the id from leading elsewhere in a path.
bool is_order_id(const std::string& id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c); });
}

base::Result<void> check_request(const ports::FulfillmentRequest& request, http_client::HttpClient* outside) {
  std::set<std::string> urls;
  for (const auto& item : request.items) {
    if (!item.printify) return refused("'" + item.name + "' has no article at Printify");
    urls.insert(item.print_file_url);
  }
  if (outside == nullptr) return {};
  for (const auto& url : urls) {
    if (const auto checked = http_client::check_public_file(*outside, url); !checked) return checked;
  }
  return {};
}

}  // namespace

PrintifyFulfillment::PrintifyFulfillment(PrintifyLines lines, PrintifyConfig config) : lines_(lines), config_(std::move(config)) {}

base::Result<http_client::HttpResponse> PrintifyFulfillment::send(http_client::HttpClient& line, std::string method,
                                                                  const std::string& path, std::string body, int hasty_ms) {
  if (config_.token.empty()) return unavailable("PRINTIFY_TOKEN is not set");
  http_client::HttpRequest request;
  request.method = std::move(method);
  request.url = config_.api_base + path;
  request.hasty = hasty_ms > 0;
  request.timeout_ms = request.hasty ? hasty_ms : kTimeoutMs;
  request.repeatable = request.method == "GET";
  request.headers = {{"Authorization", "Bearer " + config_.token.expose()},
                     {"Accept", "application/json"},
                     {"User-Agent", "PicassoPet/1.0"}};  // Printify refuses requests without one
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  return line.send(request);
}

base::Result<http_client::HttpResponse> PrintifyFulfillment::send_to_shop(std::string method, const std::string& path,
                                                                          std::string body, int hasty_ms) {
  return send(lines_.orders, std::move(method), "/shops/" + config_.shop_id + path, std::move(body), hasty_ms);
}

base::Result<std::optional<std::string>> PrintifyFulfillment::search(const std::string& external_id, base::Timestamp since) {
  for (int number = 1; number <= kMostPages; ++number) {
    const auto response =
        send_to_shop("GET", "/orders.json?limit=" + std::to_string(kPageSize) + "&page=" + std::to_string(number));
    if (!response) return base::forward_error(response);
    if (response->status != 200) return refusal(*response);
    const auto page = read_page(response->body);
    if (!page) return base::forward_error(page);
    for (const auto& order : page->orders) {
      if (order.external_id == external_id) return std::optional{order.id};
    }
    if (page->last || is_past(*page, since)) return std::optional<std::string>{};
  }
  return unavailable("an order is in none of the latest " + std::to_string(kMostPages * kPageSize) + " at Printify");
}

base::Result<std::optional<std::string>> PrintifyFulfillment::id_of(const std::string& external_id) {
  const auto entry = lines_.book.find(kGateName, external_id);
  if (!entry) return base::forward_error(entry);
  if (!*entry) return std::optional<std::string>{};
  if (!(*entry)->provider_order_id.empty()) return std::optional{(*entry)->provider_order_id};
  const auto found = search(external_id, (*entry)->asked_at - kClocksDiffer);
  if (!found || !*found) return found;
  if (const auto kept = lines_.book.keep(kGateName, external_id, **found); !kept) return base::forward_error(kept);
  return found;
}

base::Result<FulfillmentOrder> PrintifyFulfillment::read(const std::string& id, const std::string& external_id) {
  if (!is_order_id(id)) return unavailable("Printify names an order '" + http_client::for_log(id) + "'");
  const auto response = send_to_shop("GET", "/orders/" + id + ".json");
  if (!response) return base::forward_error(response);
  if (says_not_found(*response)) return unknown_order(id);
  if (response->status != 200) return refusal(*response);
  return read_order(response->body, external_id);
}

base::Result<std::optional<FulfillmentOrder>> PrintifyFulfillment::find_order(const std::string& external_id) {
  const auto id = id_of(external_id);
  if (!id) return base::forward_error(id);
  if (!*id) return std::optional<FulfillmentOrder>{};
  auto order = read(**id, external_id);
  if (!order && order.error().code == base::ErrorCode::kNotFound) return std::optional<FulfillmentOrder>{};
  if (!order) return base::forward_error(order);
  return std::optional{std::move(*order)};
}

base::Result<std::string> PrintifyFulfillment::create(const ports::FulfillmentRequest& request) {
  const auto mine = lines_.book.begin(kGateName, request.external_id, kCreateSettles);
  if (!mine) return base::forward_error(mine);
  if (!*mine) return unavailable("an earlier try may still arrive at Printify");
  const auto response = send_to_shop("POST", "/orders.json", order_body(request));
  if (!may_have_worked(response)) {
    const auto withdrawn = lines_.book.withdraw(kGateName, request.external_id);
    if (!withdrawn) return base::forward_error(withdrawn);
  }
  if (!response) return to_try_again(response.error());
  if (response->status != 200 && response->status != 201) return refusal(*response);
  const auto body = http_client::parse_json(response->body);
  const std::string id = body ? http_client::text_at(*body, {"id"}) : std::string{};
  if (!is_order_id(id)) return unavailable("Printify's answer holds no order id");
  if (const auto kept = lines_.book.keep(kGateName, request.external_id, id); !kept) return base::forward_error(kept);
  return id;
}

base::Result<FulfillmentOrder> PrintifyFulfillment::begin_production(const std::string& id, const std::string& external_id) {
  const auto response = send_to_shop("POST", "/orders/" + id + "/send_to_production.json", "{}");
  if (!response) return to_try_again(response.error());
  const bool begun = response->status == 200;
  const auto refusal_of_it = begun ? std::optional<base::Failure>{} : std::optional{refusal(*response)};
  if (refusal_of_it && base::is_transient(refusal_of_it->value().code)) return *refusal_of_it;
  auto order = read(id, external_id);
  if (!order) return order;
  // Told before by a try whose answer was lost, or stopped meanwhile: what is there now counts.
  if (!begun && order->unfinished) return *refusal_of_it;
  if (order->unfinished) order->state = ports::FulfillmentState::kPending;
  order->unfinished = false;
  return order;
}

base::Result<FulfillmentOrder> PrintifyFulfillment::create_order(const ports::FulfillmentRequest& request) {
  if (const auto fit = check_request(request, lines_.outside); !fit) return base::forward_error(fit);
  auto known = go_on(request.external_id);
  if (!known) return base::forward_error(known);
  if (*known) return std::move(**known);
  const auto created = create(request);
  if (!created) return base::forward_error(created);
  auto begun = begin_production(*created, request.external_id);
  if (!begun && begun.error().code == base::ErrorCode::kNotFound) return unavailable("Printify does not show its new order yet");
  return begun;
}

// With the order that was made before. Nothing where there is none, or none any more.
base::Result<std::optional<FulfillmentOrder>> PrintifyFulfillment::go_on(const std::string& external_id) {
  const auto entry = lines_.book.find(kGateName, external_id);
  if (!entry) return base::forward_error(entry);
  if (!*entry || (*entry)->provider_order_id.empty()) return std::optional<FulfillmentOrder>{};
  const std::string& id = (*entry)->provider_order_id;
  auto begun = begin_production(id, external_id);
  if (begun) return std::optional{std::move(*begun)};
  if (begun.error().code != base::ErrorCode::kNotFound) return base::forward_error(begun);
  // A 404 may be anybody's on the way: the list has to lack the order as well.
  const auto listed = search(external_id, (*entry)->asked_at - kClocksDiffer);
  if (!listed) return base::forward_error(listed);
  if (*listed) return unavailable("Printify lists its order " + id + ", and does not show it");
  const auto released = lines_.book.release(kGateName, external_id, id, kShownAfter);
  if (!released) return base::forward_error(released);
  if (!*released) return unavailable("Printify does not show its order " + id);
  return std::optional<FulfillmentOrder>{};
}

base::Result<FulfillmentOrder> PrintifyFulfillment::cancel_order(const std::string& external_id) {
  const auto id = id_of(external_id);
  if (!id) return base::forward_error(id);
  if (!*id) return refused("Printify has no such order");
  const auto response = send_to_shop("POST", "/orders/" + **id + "/cancel.json", "{}");
  if (!response) return to_try_again(response.error());
  if (response->status != 200) return refusal(*response);
  auto canceled = read(**id, external_id);
  if (!canceled && canceled.error().code == base::ErrorCode::kNotFound) return unavailable(canceled.error().cause);
  return canceled;
}

base::Result<base::Money> PrintifyFulfillment::ask_shipping_rate(const ports::FulfillmentQuery& query) {
  if (const auto first = http_client::let_orders_go_first(lines_.gate, kGateName); !first) return base::forward_error(first);
  const auto response = send_to_shop("POST", "/orders/shipping.json", shipping_body(query), kHastyTimeoutMs);
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_standard_rate(response->body);
}

base::Result<std::optional<ports::ShippingRate>> PrintifyFulfillment::shipping_rate(const ports::FulfillmentQuery& query) {
  for (const auto& item : query.items) {
    if (!item.printify) return refused("variant " + std::to_string(item.variant_id) + " has no article at Printify");
  }
  return http_client::remembered_rate(lines_.answers, kGateName, http_client::rate_question(query),
                                      [&] { return ask_shipping_rate(query); });
}

base::Result<std::vector<ports::CatalogVariant>> PrintifyFulfillment::variants(std::int64_t blueprint_id,
                                                                              std::int64_t print_provider_id) {
  return list_variants(blueprint_id, print_provider_id, 0);
}

base::Result<std::vector<ports::CatalogVariant>> PrintifyFulfillment::list_variants(std::int64_t blueprint_id,
                                                                                   std::int64_t print_provider_id, int hasty_ms) {
  const auto response = send(lines_.catalog, "GET",
                             "/catalog/blueprints/" + std::to_string(blueprint_id) + "/print_providers/" +
                                 std::to_string(print_provider_id) + "/variants.json",
                             {}, hasty_ms);
  if (!response) return base::forward_error(response);
  if (says_not_found(*response)) {
    return base::fail(base::ErrorCode::kNotFound, "The printer does not make this.", "no such blueprint or print provider");
  }
  if (response->status != 200) return refusal(*response);
  return read_variants(response->body);
}

// Printify lists what can be made now; what is out of stock is not in it.
base::Result<std::vector<std::int64_t>> PrintifyFulfillment::unavailable_variants(const ports::FulfillmentQuery& query) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::set<std::int64_t>> made;
  std::set<std::int64_t> missing;
  for (const auto& item : query.items) {
    if (!item.printify) return refused("'" + item.name + "' has no article at Printify");
    const std::pair garment{item.printify->blueprint_id, item.printify->print_provider_id};
    if (!made.contains(garment)) {
      const auto listed = list_variants(garment.first, garment.second, query.hasty ? kHastyTimeoutMs : 0);
      const bool gone = !listed && listed.error().code == base::ErrorCode::kNotFound;
      if (!listed && !gone) return base::forward_error(listed);
      auto& ids = made[garment];
      if (listed) {
        for (const auto& variant : *listed) ids.insert(variant.id);
      }
    }
    if (!made[garment].contains(item.variant_id)) missing.insert(item.variant_id);
  }
  return std::vector<std::int64_t>{missing.begin(), missing.end()};
}

base::Result<std::chrono::milliseconds> PrintifyFulfillment::wait_time() {
  if (lines_.gate == nullptr) return std::chrono::milliseconds{0};
  return lines_.gate->wait_time(kGateName);
}

base::Result<std::chrono::milliseconds> PrintifyFulfillment::book_turn() {
  if (lines_.gate == nullptr) return std::chrono::milliseconds{0};
  return lines_.gate->book(kGateName);
}

}  // namespace adapters::printify
