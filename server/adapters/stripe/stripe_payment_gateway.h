#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "adapters/http_client/http_client.h"
#include "adapters/stripe/refund_json.h"
#include "base/secret.h"
#include "ports/payment_gateway.h"

namespace adapters::stripe {

struct StripeConfig {
  std::string api_base = "https://api.stripe.com";  // without a slash at the end
  base::Secret secret_key;                          // sk_...
};

using Sleep = std::function<void(std::chrono::milliseconds)>;
void sleep_this_thread(std::chrono::milliseconds duration);

// Checkout Sessions, refunds and disputes of Stripe's v1 API, version 2026-10-28.endive. Unclear answers (none, 409, 5xx) are asked again
// up to twice within a call, under the same idempotency key; after that the caller may repeat the whole call. Stripe keeps the
// first answer to a key for 24 hours, a 500 too: what comes back as such a stored failure is asked under the key's next number,
// "refund:<id>:2". The numbers need no storing: everybody who begins with the first finds the same ones used up.
class StripePaymentGateway final : public ports::PaymentGateway {
 public:
  StripePaymentGateway(http_client::HttpClient& http, StripeConfig config, Sleep sleep = sleep_this_thread);

  base::Result<ports::CheckoutSession> create_session(const ports::CheckoutRequest& request) override;
  base::Result<ports::CheckoutSession> fetch_session(const std::string& session_id) override;
  base::Result<ports::CheckoutSession> expire_session(const std::string& session_id) override;
  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override;
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& payment_intent_id) override;
  base::Result<ports::RefundPage> refunds_since(base::Timestamp since, const std::string& after) override;
  base::Result<std::vector<ports::PaidDispute>> list_disputes(const std::string& payment_intent_id) override;
  base::Result<std::vector<ports::PaidDispute>> disputes_since(base::Timestamp since) override;

 private:
  // Whether a failure that this very call has caused leads to the next key. Later means in a call that finds it there: a refund may
  // have been made all the same, and its caller looks for it before each call. A call causes two such failures at most.
  enum class NextKey { kAtOnce, kLater };
  struct Sent {
    base::Result<http_client::HttpResponse> response;  // the answer, or what the last attempt failed with when none came
    int attempts = 1;                                  // under the last key
    int keys = 1;
  };

  // The id of a coupon that takes exactly the order's discount off. The same order gives the same coupon.
  base::Result<std::string> create_coupon(const domain::Order& order);
  http_client::HttpRequest request_to(std::string method, const std::string& path) const;
  // GET /v1/refunds, narrowed down by `filter` ("&payment_intent=..."), behind the refund `after` unless that is empty.
  base::Result<RefundList> list_page(const std::string& filter, const std::string& after);
  // All pages of GET /v1/disputes, narrowed down likewise.
  base::Result<std::vector<ports::PaidDispute>> all_disputes(const std::string& filter);
  Sent send_counted(const http_client::HttpRequest& request);
  base::Result<http_client::HttpResponse> send_with_retries(const http_client::HttpRequest& request);
  Sent send_under_key(const http_client::HttpRequest& request, const std::string& key, NextKey next_key);

  http_client::HttpClient& http_;
  StripeConfig config_;
  Sleep sleep_;
};

}  // namespace adapters::stripe
