#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/injected_errors.h"
#include "ports/payment_gateway.h"

namespace adapters::memory {

// Keeps sessions as the payment service does: the same idempotency key gives the same session or refund.
class MemoryPaymentGateway : public ports::PaymentGateway {
 public:
  struct Recorded {
    domain::Order order;
    domain::ShippingPolicy shipping;
    std::string idempotency_key;
    std::string success_url;
    std::string cancel_url;
    base::Timestamp expires_at;
  };

  base::Result<ports::CheckoutSession> create_session(const ports::CheckoutRequest& request) override;
  base::Result<ports::CheckoutSession> fetch_session(const std::string& session_id) override;
  base::Result<ports::CheckoutSession> expire_session(const std::string& session_id) override;

  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override;
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& payment_intent_id) override;
  // All there are, whenever they were made, in pages of `refunds_on_a_page`.
  base::Result<ports::RefundPage> refunds_since(base::Timestamp since, const std::string& after) override;
  base::Result<std::vector<ports::PaidDispute>> list_disputes(const std::string& payment_intent_id) override;
  // All there are, whenever they were opened.
  base::Result<std::vector<ports::PaidDispute>> disputes_since(base::Timestamp since) override;
  std::size_t refunds_on_a_page = 100;
  std::set<std::string> unreadable;  // refunds that these pages leave out
  int lists = 0;  // how often refunds were listed, of one payment or of all

  // A refund made at the payment service itself, or what becomes of one: the same id replaces.
  void put_refund(const std::string& payment_intent_id, ports::PaidRefund refund);
  // A dispute that a buyer opens, or what becomes of one: the same id replaces.
  void put_dispute(const ports::PaidDispute& dispute);
  // What new refunds begin as.
  ports::RefundStatus refunds_begin_as = ports::RefundStatus::kSucceeded;

  // What the buyer does on the hosted page. The session must exist.
  void pay(const std::string& session_id, const std::string& email, const domain::Address& address);
  // Anything else that can become of a session: `change` gets it to edit.
  template <class Change>
  void edit(const std::string& session_id, Change&& change) {
    const std::lock_guard lock(mutex_);
    change(sessions_.at(session_id));
  }

  std::vector<Recorded> created();  // every create_session that arrived, repetitions too

  // Makes the next call(s) fail: `before` without effect, `after` although create_session or create_refund took effect (a lost answer).
  InjectedErrors errors_before;
  InjectedErrors errors_after;

 private:
  std::mutex mutex_;
  std::vector<Recorded> created_;
  std::map<std::string, std::string> session_by_key_;
  std::map<std::string, ports::CheckoutSession> sessions_;
  std::map<std::string, std::vector<ports::PaidRefund>> refunds_;  // by payment intent
  std::map<std::string, ports::PaidRefund> refund_by_key_;
  std::vector<ports::PaidDispute> disputes_;  // as they were opened
};

}  // namespace adapters::memory
