#include "adapters/stripe/stripe_payment_gateway.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "adapters/http_client/form.h"
#include "adapters/http_client/json_reading.h"
#include "adapters/stripe/checkout_form.h"
#include "adapters/stripe/checkout_session.h"
#include "adapters/stripe/dispute_json.h"
#include "adapters/stripe/stripe_error.h"
#include "base/log.h"

namespace adapters::stripe {
namespace {

constexpr const char* kApiVersion = "2026-10-28.endive";
constexpr int kMaxAttempts = 3;
constexpr std::chrono::milliseconds kFirstPause{500};  // as Stripe's own clients
constexpr int kMostKeys = 12;
constexpr int kTimeoutMs = 8'000;                      // three of them and the pauses stay under nginx's 30 s
constexpr std::size_t kMaxLineItems = 100;
constexpr int kMostRefundPages = 20;  // of a hundred, for one payment
constexpr int kMostDisputePages = 20;

std::string made_since(base::Timestamp since) {
  return "&created%5Bgte%5D=" + std::to_string(base::to_unix_seconds(since));
}

std::string of_payment(const std::string& payment_intent_id) {
  return "&payment_intent=" + http_client::percent_encode(payment_intent_id);
}

// Goes into a path: nothing that could lead elsewhere.
bool is_session_id(const std::string& id) {
  return id.rfind("cs_", 0) == 0 && id.size() <= 255 &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

base::Failure unlisted(const std::string& cause) {
  return base::fail(base::ErrorCode::kUnavailable, "The payment service does not answer as it should.", http_client::for_log(cause));
}

base::Failure unknown_session() {
  return base::fail(base::ErrorCode::kNotFound, "We could not find this payment.", "malformed checkout session id");
}

// Between a half of it and all, as Stripe's own clients: who failed together does not come back together.
std::chrono::milliseconds jittered(std::chrono::milliseconds pause) {
  thread_local std::minstd_rand dice{std::random_device{}()};
  const auto half = pause.count() / 2;
  return std::chrono::milliseconds{half + std::uniform_int_distribution<std::int64_t>{0, pause.count() - half}(dice)};
}

}  // namespace

void sleep_this_thread(std::chrono::milliseconds duration) { std::this_thread::sleep_for(duration); }

StripePaymentGateway::StripePaymentGateway(http_client::HttpClient& http, StripeConfig config, Sleep sleep)
    : http_(http), config_(std::move(config)), sleep_(std::move(sleep)) {}

http_client::HttpRequest StripePaymentGateway::request_to(std::string method, const std::string& path) const {
  http_client::HttpRequest request;
  request.method = std::move(method);
  request.url = config_.api_base + path;
  request.timeout_ms = kTimeoutMs;
  request.headers = {{"Authorization", "Bearer " + config_.secret_key.expose()}, {"Stripe-Version", kApiVersion}};
  if (request.method == "POST") {
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  }
  return request;
}

StripePaymentGateway::Sent StripePaymentGateway::send_counted(const http_client::HttpRequest& request) {
  auto pause = kFirstPause;
  for (int attempt = 1;; ++attempt) {
    auto response = http_.send(request);
    if (attempt == kMaxAttempts || !is_worth_another_try(response)) return {std::move(response), attempt, 1};
    sleep_(jittered(pause));
    pause *= 2;
  }
}

base::Result<http_client::HttpResponse> StripePaymentGateway::send_with_retries(const http_client::HttpRequest& request) {
  return send_counted(request).response;
}

StripePaymentGateway::Sent StripePaymentGateway::send_under_key(const http_client::HttpRequest& request, const std::string& key,
                                                                NextKey next_key) {
  bool spent = false;
  for (int number = 1;; ++number) {
    auto keyed = request;
    keyed.headers.emplace_back("Idempotency-Key", number == 1 ? key : key + ":" + std::to_string(number));
    auto sent = send_counted(keyed);
    sent.keys = number;
    if (number == kMostKeys || !is_stored_failure(sent.response)) return sent;
    // A first answer that is kept: an earlier call used this key up. An outage must not use them all up in one call.
    if (sent.attempts == 1) continue;
    if (next_key == NextKey::kLater || spent) return sent;
    spent = true;
  }
}

base::Result<std::string> StripePaymentGateway::create_coupon(const domain::Order& order) {
  auto request = request_to("POST", "/v1/coupons");
  request.body = coupon_form(order);
  const auto response = send_under_key(request, "coupon:" + order.id.value, NextKey::kAtOnce).response;
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  const auto parsed = http_client::parse_json(response->body);
  const std::string id = parsed ? http_client::text_at(*parsed, {"id"}) : "";
  if (id.empty()) {
    return base::fail(base::ErrorCode::kUnavailable,
                      "The payment service does not answer as it should. Please try again.", "a coupon without an id");
  }
  return id;
}

base::Result<ports::CheckoutSession> StripePaymentGateway::create_session(const ports::CheckoutRequest& request) {
  if (request.order.lines.empty() || request.order.lines.size() > kMaxLineItems) {
    return base::fail(base::ErrorCode::kInvalidInput, "A cart needs between 1 and 100 items.",
                      std::to_string(request.order.lines.size()) + " lines", "items");
  }
  std::string coupon;
  if (request.order.discount_minor > 0) {
    auto created = create_coupon(request.order);
    if (!created) return base::forward_error(created);
    coupon = std::move(*created);
  }
  auto http_request = request_to("POST", "/v1/checkout/sessions");
  http_request.body = checkout_form(request, coupon);
  const auto response = send_under_key(http_request, request.idempotency_key, NextKey::kAtOnce).response;
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_checkout_session(response->body);
}

base::Result<ports::CheckoutSession> StripePaymentGateway::fetch_session(const std::string& session_id) {
  if (!is_session_id(session_id)) return unknown_session();
  const auto response =
      send_with_retries(request_to("GET", "/v1/checkout/sessions/" + session_id + "?expand%5B0%5D=payment_intent"));
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_checkout_session(response->body);
}

base::Result<ports::CheckoutSession> StripePaymentGateway::expire_session(const std::string& session_id) {
  if (!is_session_id(session_id)) return unknown_session();
  const auto request = request_to("POST", "/v1/checkout/sessions/" + session_id + "/expire");
  const auto response = send_under_key(request, "expire:" + session_id, NextKey::kAtOnce).response;
  if (!response) return base::forward_error(response);
  if (response->status == 400) {
    return base::fail(base::ErrorCode::kConflict, "This payment page is already closed.",
                      refusal(*response).value().cause);
  }
  if (response->status != 200) return refusal(*response);
  return read_checkout_session(response->body);
}

base::Result<ports::PaidRefund> StripePaymentGateway::create_refund(const ports::RefundRequest& request) {
  auto http_request = request_to("POST", "/v1/refunds");
  http_request.body = refund_form(request);
  const auto sent = send_under_key(http_request, request.idempotency_key, NextKey::kLater);
  if (!sent.response) return base::forward_error(sent.response);
  if (sent.response->status == 200) return read_refund(sent.response->body);
  const base::Failure refused = refusal(*sent.response);
  // The failure under the first key may have been a refund after all: then nothing is left that could be refunded.
  if (sent.keys > 1 && refused.value().code == base::ErrorCode::kInvalidInput) {
    return base::fail(base::ErrorCode::kUnavailable, refused.value().public_message,
                      "refused after an earlier failure: " + refused.value().cause);
  }
  return refused;
}

base::Result<RefundList> StripePaymentGateway::list_page(const std::string& filter, const std::string& after) {
  const std::string behind = after.empty() ? "" : "&starting_after=" + http_client::percent_encode(after);
  const auto response = send_with_retries(request_to("GET", "/v1/refunds?limit=100" + filter + behind));
  if (!response) return base::forward_error(response);
  if (response->status != 200) return refusal(*response);
  return read_refunds(response->body);
}

base::Result<std::vector<ports::PaidRefund>> StripePaymentGateway::list_refunds(const std::string& payment_intent_id) {
  const std::string filter = of_payment(payment_intent_id);
  std::vector<ports::PaidRefund> all;
  std::string after;
  for (int pages = 0; pages < kMostRefundPages; ++pages) {
    auto list = list_page(filter, after);
    if (!list) return base::forward_error(list);
    if (!list->unreadable.empty()) return unlisted("refund " + list->unreadable.front() + " cannot be read");
    std::move(list->page.refunds.begin(), list->page.refunds.end(), std::back_inserter(all));
    after = list->page.next;
    if (after.empty()) return all;
  }
  return unlisted("a payment has more than " + std::to_string(kMostRefundPages) + " pages of refunds");
}

base::Result<ports::RefundPage> StripePaymentGateway::refunds_since(base::Timestamp since, const std::string& after) {
  auto list = list_page(made_since(since), after);
  if (!list) return base::forward_error(list);
  for (const auto& id : list->unreadable) {
    base::log(base::LogLevel::kError, "a refund at Stripe cannot be read", {{"refund", http_client::for_log(id)}});
  }
  return std::move(list->page);
}

base::Result<std::vector<ports::PaidDispute>> StripePaymentGateway::all_disputes(const std::string& filter) {
  std::vector<ports::PaidDispute> all;
  std::string behind;
  for (int pages = 0; pages < kMostDisputePages; ++pages) {
    const auto response = send_with_retries(request_to("GET", "/v1/disputes?limit=100" + filter + behind));
    if (!response) return base::forward_error(response);
    if (response->status != 200) return refusal(*response);
    auto page = read_disputes(response->body);
    if (!page) return base::forward_error(page);
    std::move(page->disputes.begin(), page->disputes.end(), std::back_inserter(all));
    if (page->next.empty()) {
      std::reverse(all.begin(), all.end());
      return all;
    }
    behind = "&starting_after=" + http_client::percent_encode(page->next);
  }
  return unlisted("there are more than " + std::to_string(kMostDisputePages) + " pages of disputes");
}

base::Result<std::vector<ports::PaidDispute>> StripePaymentGateway::list_disputes(const std::string& payment_intent_id) {
  return all_disputes(of_payment(payment_intent_id));
}

base::Result<std::vector<ports::PaidDispute>> StripePaymentGateway::disputes_since(base::Timestamp since) {
  return all_disputes(made_since(since));
}

}  // namespace adapters::stripe
