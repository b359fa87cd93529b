#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "domain/catalog.h"
#include "domain/order.h"

namespace ports {

struct CheckoutRequest {
  const domain::Order& order;
  const domain::ShippingPolicy& shipping;
  std::string idempotency_key;  // stored with the order before the call
  std::string success_url;      // may hold the literal {CHECKOUT_SESSION_ID}
  std::string cancel_url;
  base::Timestamp expires_at;   // 30 minutes to 24 hours ahead
};

enum class SessionStatus { kOpen, kComplete, kExpired };
// kRefused: of a complete session whose bank said no days later; nobody can pay it any more.
enum class PaymentStatus { kUnpaid, kPaid, kNotRequired, kRefused };

// What the payment service says of a checkout, read anew.
struct CheckoutSession {
  std::string id;
  std::optional<std::string> url;  // where to send the buyer while open
  SessionStatus status = SessionStatus::kOpen;
  PaymentStatus payment = PaymentStatus::kUnpaid;
  std::string order_id;  // our client_reference_id
  base::Money total;
  std::int64_t subtotal_minor = 0;
  std::int64_t discount_minor = 0;
  std::int64_t shipping_minor = 0;
  std::optional<std::string> payment_intent_id;
  std::optional<std::string> email;
  std::optional<domain::Address> shipping_address;  // with the phone number
};

struct RefundRequest {
  std::string payment_intent_id;
  std::int64_t amount_minor = 0;
  std::string refund_id;  // ours; comes back with the refund
  std::string order_id;
  std::string idempotency_key;
};

enum class RefundStatus { kPending, kSucceeded, kFailed };

// What the payment service says of a refund, read anew. One that succeeded can still fail.
struct PaidRefund {
  std::string id;
  std::string refund_id;  // ours; empty when it was made elsewhere
  std::int64_t amount_minor = 0;
  RefundStatus status = RefundStatus::kPending;
  std::string failure;  // the service's word, for staff
  std::string payment_intent_id{};
};

struct RefundPage {
  std::vector<PaidRefund> refunds;  // newest first; those that cannot be read are left out
  std::string next;                 // the id there behind which the next page begins; empty where this is the last
};

// A buyer's dispute of a payment with the bank, as the payment service says now.
struct PaidDispute {
  std::string id;
  std::string payment_intent_id;  // empty where the service names none
  std::string word;               // the service's own for how it stands: "needs_response"
  bool is_for_us = false;         // over, and the money is ours; while it is open, or lost, the bank has it

  bool operator==(const PaidDispute&) const = default;
};

// Errors: kUnavailable / kRateLimited (try again with the same key), kInvalidInput (refused), kNotFound.
class PaymentGateway {
 public:
  virtual ~PaymentGateway() = default;
  virtual base::Result<CheckoutSession> create_session(const CheckoutRequest& request) = 0;
  virtual base::Result<CheckoutSession> fetch_session(const std::string& session_id) = 0;
  // kConflict when it is no longer open.
  virtual base::Result<CheckoutSession> expire_session(const std::string& session_id) = 0;
  // kInvalidInput: it will never do this one.
  virtual base::Result<PaidRefund> create_refund(const RefundRequest& request) = 0;
  // All of one payment's. Where one of them cannot be read, none is told: it may be the one that is looked for.
  virtual base::Result<std::vector<PaidRefund>> list_refunds(const std::string& payment_intent_id) = 0;
  // Those of all payments that were made since then: a page of some hundred at most, beginning behind the refund `after` (its id
  // there; "" for the first page). One that cannot be read keeps nobody from the others.
  virtual base::Result<RefundPage> refunds_since(base::Timestamp since, const std::string& after) = 0;
  // All of one payment's, oldest first. Where one cannot be read, none is told.
  virtual base::Result<std::vector<PaidDispute>> list_disputes(const std::string& payment_intent_id) = 0;
  // Those of all payments that were opened since then, oldest first.
  virtual base::Result<std::vector<PaidDispute>> disputes_since(base::Timestamp since) = 0;
};

}  // namespace ports
