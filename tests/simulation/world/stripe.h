#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/memory/memory_payment_gateway.h"
#include "world/post.h"

namespace simulation {

// Stripe as it is whoever asks: sessions, payments, refunds and disputes, with its own idempotency store. Answers at
// once and truly; what can go wrong on the way stands before it. What the runs make no use of is the twin's.
class Stripe : public adapters::memory::MemoryPaymentGateway {
 public:
  struct Session {
    ports::CheckoutSession now;
    std::string locked_email;  // the page takes no other
    base::Timestamp expires_at;
    bool bank_decides = false;  // complete, but the bank has not decided yet
  };
  struct Payment {
    std::string session_id;
    std::int64_t captured_minor = 0;
    std::vector<ports::PaidRefund> refunds;
    std::vector<ports::PaidDispute> disputes;
  };

  Stripe(Scheduler& scheduler, Post& post) : scheduler_(scheduler), post_(post) {}

  base::Result<ports::CheckoutSession> create_session(const ports::CheckoutRequest& request) override;
  base::Result<ports::CheckoutSession> fetch_session(const std::string& session_id) override;
  base::Result<ports::CheckoutSession> expire_session(const std::string& session_id) override;
  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override;
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& payment_intent_id) override;
  base::Result<ports::RefundPage> refunds_since(base::Timestamp since, const std::string& after) override;
  base::Result<std::vector<ports::PaidDispute>> list_disputes(const std::string& payment_intent_id) override;
  base::Result<std::vector<ports::PaidDispute>> disputes_since(base::Timestamp since) override;

  // The buyer on the page behind `url`; false when it is closed. With `by_bank` the money comes, or does not, days later.
  bool pay(const std::string& url, const std::string& email, bool by_bank);
  static std::string session_of(const std::string& url);
  // In Stripe's dashboard, as much as is left at most.
  void refund_by_hand(const std::string& payment_intent_id, std::int64_t amount_minor);
  // The bank decides days later.
  void dispute(const std::string& payment_intent_id);
  void end_bad_luck() { refunds_may_fail_ = false; }

  std::function<void(const std::string& session_id)> on_payment;  // told of each, or empty

  std::map<std::string, Session> sessions;
  std::map<std::string, Payment> payments;  // by payment intent
  // What each notice was written about, as it then was.
  std::map<std::string, ports::CheckoutSession> as_told;  // by event id

 private:
  void tell_of(const std::string& session_id, const std::string& type);
  void expire_when_due(const std::string& session_id);
  void capture(Session& session);
  ports::PaidRefund add_refund(const std::string& payment_intent_id, std::int64_t amount_minor, std::string refund_id);
  void follow_refund(const std::string& payment_intent_id, const std::string& id);
  void change_refund(const std::string& payment_intent_id, const std::string& id, ports::RefundStatus status);

  void decide_dispute(const std::string& payment_intent_id, std::size_t number);

  Scheduler& scheduler_;
  Post& post_;
  std::map<std::string, ports::CheckoutSession> session_answers_;  // by idempotency key, as they were first given
  std::map<std::string, ports::PaidRefund> refund_answers_;
  std::map<std::string, base::Timestamp> refunded_at_;  // by refund
  bool refunds_may_fail_ = true;
};

std::int64_t given_back(const Stripe::Payment& payment);  // what has not failed

}  // namespace simulation
