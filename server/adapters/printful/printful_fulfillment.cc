#include "adapters/printful/printful_fulfillment.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "adapters/http_client/json_reading.h"
#include "adapters/http_client/public_file.h"
#include "adapters/http_client/remembered_rate.h"
#include "adapters/printful/catalog_json.h"
#include "adapters/printful/order_json.h"
#include "adapters/printful/printful_error.h"
#include "adapters/printful/shipments_json.h"
#include "adapters/printful/shipping_json.h"
#include "base/log.h"

namespace adapters::printful {
namespace {

constexpr int kTimeoutMs = 30'000;
constexpr std::chrono::minutes kStockHolds{5};
constexpr int kHastyTimeoutMs = 2'000;
constexpr const char* kRateCurrency = "USD";
constexpr int kMostPieces = 100;

// Printful's rule, which also keeps the id from leading elsewhere in a path.
bool is_external_id(const std::string& id) {
  return !id.empty() && id.size() <= 32 &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}

base::Failure bad_external_id() {
  return base::fail(base::ErrorCode::kInvalidInput, "This order cannot be sent to the printer.",
                    "external id must be 1 to 32 of A-Z a-z 0-9 - _");
}

// Our own catalog is wrong, and waiting for stock would not help.
base::Failure not_printed(std::int64_t variant_id) {
  return base::fail(base::ErrorCode::kInvalidInput, "This order cannot be sent to the printer.",
                    "variant " + std::to_string(variant_id) + " is only embroidered, not printed");
}

// Before it is made there are none, and of one that ended without a parcel nothing more comes.
bool may_have_shipments(const ports::FulfillmentOrder& order) {
  using ports::FulfillmentState;
  return !order.parcels.empty() || order.state == FulfillmentState::kInProduction || order.state == FulfillmentState::kOnHold;
}

bool may_pass(const base::Result<http_client::HttpResponse>& response) {
  if (!response) return base::is_transient(response.error().code);
  const int status = response->status;
  return status >= 500 || status == 429 || status == 419;  // 419: Printful's other word for too many requests
}

int pieces_of(const ports::FulfillmentQuery& query) {
  return std::accumulate(query.items.begin(), query.items.end(), 0, [](int sum, const auto& item) { return sum + item.quantity; });
}

struct Parcels {
  int number;
  ports::FulfillmentQuery each;
};

// What is to be asked for and how often it is paid: questions for more than 100 pieces are answered five times a minute, then
// with a lock-out of everything. A line that cannot be divided evenly counts as a little more, never as less.
Parcels parcels_of(const ports::FulfillmentQuery& query) {
  Parcels parcels{1, query};
  while (pieces_of(parcels.each) > kMostPieces) {
    ++parcels.number;
    for (std::size_t i = 0; i < query.items.size(); ++i) {
      parcels.each.items[i].quantity = (query.items[i].quantity + parcels.number - 1) / parcels.number;
    }
  }
  return parcels;
}

}  // namespace

PrintfulFulfillment::PrintfulFulfillment(http_client::HttpClient& http, PrintfulConfig config, ports::ProviderGate* gate,
                                         http_client::HttpClient* outside, ports::ProviderAnswers* answers)
    : http_(http), config_(std::move(config)), gate_(gate), outside_(outside), answers_(answers) {}

http_client::HttpRequest PrintfulFulfillment::request_to(std::string method, const std::string& path) const {
  http_client::HttpRequest request;
  request.method = std::move(method);
  request.url = config_.api_base + path;
  request.timeout_ms = kTimeoutMs;
  request.headers = {{"Authorization", "Bearer " + config_.token.expose()}, {"Accept", "application/json"}};
  if (!config_.store_id.empty()) request.headers.emplace_back("X-PF-Store-Id", config_.store_id);
  return request;
}

base::Result<std::optional<ports::FulfillmentOrder>> PrintfulFulfillment::find_order(const std::string& external_id) {
  if (!is_external_id(external_id)) return bad_external_id();
  const auto response = http_.send(request_to("GET", "/orders/@" + external_id));
  if (!response) return base::forward_error(response);
  if (says_not_found(*response)) return std::optional<ports::FulfillmentOrder>{};
  if (response->status != 200) return refusal(*response);
  auto order = read_order(response->body);
  if (!order) return base::forward_error(order);
  mark_whereabouts(*order);
  return std::optional{std::move(*order)};
}

base::Result<ports::FulfillmentOrder> PrintfulFulfillment::create_order(const ports::FulfillmentRequest& request) {
  if (!is_external_id(request.external_id)) return bad_external_id();
  if (const auto reachable = check_print_files(request); !reachable) return base::forward_error(reachable);
  auto http_request = request_to("POST", "/orders?confirm=true");
  http_request.headers.emplace_back("Content-Type", "application/json");
  http_request.body = order_body(request);
  const auto response = http_.send(http_request);
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_order(response->body);
}

base::Result<void> PrintfulFulfillment::check_print_files(const ports::FulfillmentRequest& request) {
  if (outside_ == nullptr) return {};
  std::set<std::string> urls;
  for (const auto& item : request.items) urls.insert(item.print_file_url);
  for (const auto& url : urls) {
    if (const auto checked = http_client::check_public_file(*outside_, url); !checked) return checked;
  }
  return {};
}

base::Result<ports::FulfillmentOrder> PrintfulFulfillment::cancel_order(const std::string& external_id) {
  if (!is_external_id(external_id)) return bad_external_id();
  const auto response = http_.send(request_to("DELETE", "/orders/@" + external_id));  // v1; v2's would delete a draft
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_order(response->body);
}

base::Result<bool> PrintfulFulfillment::is_available(std::int64_t variant_id, const std::string& country, int patience_ms) {
  const std::string question = "stock of " + std::to_string(variant_id) + " for " + country;
  if (answers_ != nullptr) {
    const auto known = answers_->find(kGateName, question);
    if (known && *known && (*known)->age < kStockHolds) return true;
  }
  auto request = request_to("GET", "/v2/catalog-variants/" + std::to_string(variant_id) + "/availability?selling_region_name=all");
  if (patience_ms > 0) {
    if (const auto first = http_client::let_orders_go_first(gate_, kGateName); !first) return base::forward_error(first);
    request.timeout_ms = patience_ms;
    request.hasty = true;
  }
  const auto response = http_.send(request);
  if (!response) return base::forward_error(response);
  // Withdrawn from the catalog altogether.
  const bool gone = says_not_found(*response);
  if (!gone && response->status != 200) return refusal(*response);
  const auto stock = gone ? base::Result<Availability>(Availability::kOutOfStock) : read_availability(response->body, country);
  if (!stock) return base::forward_error(stock);
  if (*stock == Availability::kNotPrinted) return not_printed(variant_id);
  const bool available = *stock == Availability::kAvailable;
  // What has run out is asked anew each time: an order waits for it.
  if (available && answers_ != nullptr) {
    if (const auto kept = answers_->keep(kGateName, question, "in stock"); !kept) {
      base::log_error("the printer's answer could not be kept", kept.error());
    }
  }
  return available;
}

base::Result<std::vector<std::int64_t>> PrintfulFulfillment::unavailable_variants(const ports::FulfillmentQuery& query) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds{kHastyTimeoutMs};
  std::set<std::int64_t> asked;
  std::vector<std::int64_t> unavailable;
  for (const auto& item : query.items) {
    if (!asked.insert(item.variant_id).second) continue;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(give_up - std::chrono::steady_clock::now());
    const auto patience = query.hasty ? std::max<int>(1, static_cast<int>(left.count())) : 0;
    const auto available = is_available(item.variant_id, query.country, patience);
    if (!available && !unavailable.empty() && query.hasty) break;
    if (!available) return base::forward_error(available);
    if (!*available) unavailable.push_back(item.variant_id);
  }
  return unavailable;
}

base::Result<base::Money> PrintfulFulfillment::ask_shipping_rate(const ports::FulfillmentQuery& query) {
  if (const auto first = http_client::let_orders_go_first(gate_, kGateName); !first) return base::forward_error(first);
  const auto parcels = parcels_of(query);
  auto request = request_to("POST", "/shipping/rates");
  request.timeout_ms = kHastyTimeoutMs;
  request.hasty = true;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = rates_body(parcels.each, kRateCurrency);
  const auto response = http_.send(request);
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  auto rate = read_standard_rate(response->body);
  if (rate) rate->minor *= parcels.number;
  return rate;
}

base::Result<std::optional<ports::ShippingRate>> PrintfulFulfillment::shipping_rate(const ports::FulfillmentQuery& query) {
  return http_client::remembered_rate(answers_, kGateName, http_client::rate_question(query),
                                      [&] { return ask_shipping_rate(query); });
}

base::Result<std::chrono::milliseconds> PrintfulFulfillment::wait_time() {
  if (gate_ == nullptr) return std::chrono::milliseconds{0};
  return gate_->wait_time(kGateName);
}

base::Result<std::chrono::milliseconds> PrintfulFulfillment::book_turn() {
  if (gate_ == nullptr) return std::chrono::milliseconds{0};
  return gate_->book(kGateName);
}

void PrintfulFulfillment::mark_whereabouts(ports::FulfillmentOrder& order) {
  if (!may_have_shipments(order)) return;
  const auto response = http_.send(request_to("GET", "/v2/orders/" + order.id + "/shipments?limit=100"));
  order.delivery_unclear = may_pass(response);
  if (!response || response->status != 200) return;
  order.delivery_unclear = !read_shipments(response->body, order);
}

}  // namespace adapters::printful
