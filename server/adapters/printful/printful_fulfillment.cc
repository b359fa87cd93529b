#include "adapters/printful/printful_fulfillment.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/http_client/json_reading.h"
#include "adapters/http_client/public_file.h"
#include "adapters/printful/catalog_json.h"
#include "adapters/printful/order_json.h"
#include "adapters/printful/printful_error.h"
#include "adapters/printful/shipping_json.h"
#include "base/log.h"

namespace adapters::printful {
namespace {

constexpr int kTimeoutMs = 30'000;
constexpr std::chrono::minutes kStockHolds{5};
constexpr std::chrono::minutes kRateHolds{15};
constexpr std::chrono::hours kRateIsRemembered{24};
constexpr int kRateTimeoutMs = 2'000;
constexpr const char* kRateCurrency = "USD";

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

bool may_pass(const base::Result<http_client::HttpResponse>& response) {
  if (!response) return base::is_transient(response.error().code);
  const int status = response->status;
  return status >= 500 || status == 429 || status == 419;  // 419: Printful's other word for too many requests
}

// The same for the same things in another order or on several lines.
std::string rate_question(const ports::FulfillmentQuery& query) {
  std::map<std::int64_t, int> pieces;
  for (const auto& item : query.items) pieces[item.variant_id] += item.quantity;
  std::string question = "shipping to " + query.country + " of";
  for (const auto& [variant, count] : pieces) question += " " + std::to_string(count) + "x" + std::to_string(variant);
  return question;
}

// "499 USD", as ask_shipping_rate keeps it.
base::Money money_from(const std::string& text) {
  const auto space = text.find(' ');
  return {std::stoll(text.substr(0, space)), text.substr(space + 1)};
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

base::Result<bool> PrintfulFulfillment::is_available(std::int64_t variant_id, const std::string& country) {
  const std::string question = "stock of " + std::to_string(variant_id) + " for " + country;
  if (answers_ != nullptr) {
    const auto known = answers_->find(kGateName, question);
    if (known && *known && (*known)->age < kStockHolds) return true;
  }
  const auto response = http_.send(request_to("GET", "/v2/catalog-variants/" + std::to_string(variant_id) +
                                                         "/availability?selling_region_name=all"));
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
  std::set<std::int64_t> asked;
  std::vector<std::int64_t> unavailable;
  for (const auto& item : query.items) {
    if (!asked.insert(item.variant_id).second) continue;
    const auto available = is_available(item.variant_id, query.country);
    if (!available) return base::forward_error(available);
    if (!*available) unavailable.push_back(item.variant_id);
  }
  return unavailable;
}

base::Result<base::Money> PrintfulFulfillment::ask_shipping_rate(const ports::FulfillmentQuery& query, const std::string& question) {
  if (gate_ != nullptr) {
    const auto spare = gate_->has_spare(kGateName);
    if (!spare) return base::forward_error(spare);
    if (!*spare) return base::fail(base::ErrorCode::kRateLimited, "The printer is busy.", "orders go before questions for rates");
  }
  auto request = request_to("POST", "/shipping/rates");
  request.timeout_ms = kRateTimeoutMs;
  request.hasty = true;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = rates_body(query, kRateCurrency);
  const auto response = http_.send(request);
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  const auto rate = read_standard_rate(response->body);
  if (rate && answers_ != nullptr) {
    const auto text = std::to_string(rate->minor) + " " + rate->currency;
    if (const auto kept = answers_->keep(kGateName, question, text); !kept) {
      base::log_error("the printer's answer could not be kept", kept.error());
    }
  }
  return rate;
}

base::Result<std::optional<ports::ShippingRate>> PrintfulFulfillment::shipping_rate(const ports::FulfillmentQuery& query) {
  const std::string question = rate_question(query);
  std::optional<ports::ProviderAnswer> known;
  if (answers_ != nullptr) {
    auto found = answers_->find(kGateName, question);
    if (found && *found && (*found)->age < kRateIsRemembered) known = std::move(*found);
  }
  if (known && known->age < kRateHolds) return std::optional(ports::ShippingRate{money_from(known->text)});
  const auto rate = ask_shipping_rate(query, question);
  if (rate) return std::optional(ports::ShippingRate{*rate});
  if (!known) return base::forward_error(rate);
  return std::optional(ports::ShippingRate{money_from(known->text), true});
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
  if (order.parcels.empty()) return;
  const auto response = http_.send(request_to("GET", "/v2/orders/" + order.id + "/shipments?limit=100"));
  order.delivery_unclear = may_pass(response);
  if (!response || response->status != 200) return;
  const auto answer = http_client::parse_json(response->body);
  order.delivery_unclear = !answer;
  if (!answer || !http_client::member(*answer, {"data"}).is_array()) return;
  for (const auto& shipment : http_client::member(*answer, {"data"})) {
    const std::string status = http_client::text_at(shipment, {"shipment_status"});
    const std::string delivery = http_client::text_at(shipment, {"delivery_status"});
    const bool returned = status == "returned" || delivery == "return_to_sender";
    const bool delivered = delivery == "delivered" || http_client::time_at(shipment, {"delivered_at"}).has_value();
    const std::string id = http_client::text_at(shipment, {"id"});
    const std::string number = http_client::text_at(shipment, {"tracking_number"});
    for (ports::Parcel& parcel : order.parcels) {
      if (parcel.id != id && (number.empty() || parcel.tracking_number != number)) continue;
      parcel.delivered = parcel.delivered || (delivered && !returned);
      parcel.returned = parcel.returned || returned;
    }
  }
}

}  // namespace adapters::printful
