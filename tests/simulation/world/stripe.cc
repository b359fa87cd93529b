#include "world/stripe.h"

#include <algorithm>

namespace simulation {
namespace {

using ports::CheckoutSession;
using ports::PaidRefund;
using ports::PaymentStatus;
using ports::RefundStatus;
using ports::SessionStatus;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view kPage = "https://checkout.example/";

base::Failure refuse(base::ErrorCode code, std::string cause) {
  return base::fail(code, "The payment service refused.", std::move(cause));
}

CheckoutSession open_session(const std::string& id, const domain::Order& order) {
  CheckoutSession session;
  session.id = id;
  session.url = std::string(kPage) + id;
  session.order_id = order.id.value;
  session.total = {order.total_minor, order.currency};
  session.subtotal_minor = order.subtotal_minor;
  session.discount_minor = order.discount_minor;
  session.shipping_minor = order.shipping_minor;
  return session;
}

}  // namespace

std::int64_t given_back(const Stripe::Payment& payment) {
  std::int64_t sum = 0;
  for (const auto& refund : payment.refunds) sum += refund.status == RefundStatus::kFailed ? 0 : refund.amount_minor;
  return sum;
}

base::Result<CheckoutSession> Stripe::create_session(const ports::CheckoutRequest& request) {
  if (const auto known = session_answers_.find(request.idempotency_key); known != session_answers_.end()) {
    return known->second;
  }
  const auto ahead = request.expires_at - scheduler_.now();
  if (ahead < minutes{30} || ahead > hours{24}) {
    return refuse(base::ErrorCode::kInvalidInput, "expires_at must be between 30 minutes and 24 hours ahead");
  }
  const std::string id = "cs_" + std::to_string(sessions.size() + 1);
  Session session{open_session(id, request.order), request.order.user_email.value_or(""), request.expires_at};
  session_answers_[request.idempotency_key] = session.now;
  scheduler_.tell("stripe", id + " opens for order " + request.order.number);
  scheduler_.spawn("stripe", [this, id] { expire_when_due(id); }, request.expires_at - scheduler_.now());
  return sessions.emplace(id, std::move(session)).first->second.now;
}

base::Result<CheckoutSession> Stripe::fetch_session(const std::string& session_id) {
  const auto found = sessions.find(session_id);
  if (found == sessions.end()) return refuse(base::ErrorCode::kNotFound, "no session " + session_id);
  return found->second.now;
}

base::Result<CheckoutSession> Stripe::expire_session(const std::string& session_id) {
  const auto found = sessions.find(session_id);
  if (found == sessions.end()) return refuse(base::ErrorCode::kNotFound, "no session " + session_id);
  auto& session = found->second.now;
  if (session.status != SessionStatus::kOpen) return refuse(base::ErrorCode::kConflict, "the session is not open");
  session.status = SessionStatus::kExpired;
  session.url.reset();
  tell_of(session_id, "checkout.session.expired");
  return session;
}

void Stripe::expire_when_due(const std::string& session_id) {
  if (sessions.at(session_id).now.status == SessionStatus::kOpen) (void)expire_session(session_id);
}

std::string Stripe::session_of(const std::string& url) { return url.substr(kPage.size()); }

bool Stripe::pay(const std::string& url, const std::string& email, bool by_bank) {
  auto& session = sessions.at(session_of(url));
  if (session.now.status != SessionStatus::kOpen) return false;
  session.now.status = SessionStatus::kComplete;
  session.now.url.reset();
  session.now.email = session.locked_email.empty() ? email : session.locked_email;
  session.now.shipping_address = domain::Address{"Edda Munch", "1 Fjord Street", "", "Portland", "OR", "97201", "US", ""};
  session.now.payment_intent_id = "pi_" + session.now.id;
  if (!by_bank) capture(session);
  tell_of(session.now.id, "checkout.session.completed");
  if (!by_bank) return true;
  scheduler_.spawn(
      "bank",
      [this, id = session.now.id] {
        const bool pays = scheduler_.chance().happens(0.6);
        if (pays) capture(sessions.at(id));
        if (!pays) sessions.at(id).now.payment = PaymentStatus::kRefused;
        tell_of(id, pays ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed");
      },
      scheduler_.chance().within(minutes{5}, hours{60}));
  return true;
}

void Stripe::capture(Session& session) {
  session.now.payment = PaymentStatus::kPaid;
  payments[*session.now.payment_intent_id] = {session.now.id, session.now.total.minor, {}, {}};
  if (on_payment) on_payment(session.now.id);
}

void Stripe::tell_of(const std::string& session_id, const std::string& type) {
  as_told[post_.next_event_id()] = sessions.at(session_id).now;
  post_.send({"stripe", "", type, session_id});
}

base::Result<PaidRefund> Stripe::create_refund(const ports::RefundRequest& request) {
  if (const auto known = refund_answers_.find(request.idempotency_key); known != refund_answers_.end()) {
    return known->second;
  }
  const auto payment = payments.find(request.payment_intent_id);
  if (payment == payments.end()) return refuse(base::ErrorCode::kInvalidInput, "no charge");
  if (request.amount_minor > payment->second.captured_minor - given_back(payment->second)) {
    return refuse(base::ErrorCode::kInvalidInput, "more than is left of the charge");
  }
  auto refund = add_refund(request.payment_intent_id, request.amount_minor, request.refund_id);
  refund_answers_[request.idempotency_key] = refund;
  return refund;
}

PaidRefund Stripe::add_refund(const std::string& payment_intent_id, std::int64_t amount_minor, std::string refund_id) {
  auto& refunds = payments.at(payment_intent_id).refunds;
  const std::string id = "re_" + payment_intent_id + "_" + std::to_string(refunds.size() + 1);
  const auto status = scheduler_.chance().happens(0.5) ? RefundStatus::kSucceeded : RefundStatus::kPending;
  refunds.push_back({id, std::move(refund_id), amount_minor, status, "", payment_intent_id});
  refunded_at_[id] = scheduler_.now();
  post_.send({"stripe", "", "refund.created", payment_intent_id});
  scheduler_.spawn("bank", [this, payment_intent_id, id] { follow_refund(payment_intent_id, id); },
                   scheduler_.chance().within(minutes{1}, hours{50}));
  return refunds.back();
}

void Stripe::follow_refund(const std::string& payment_intent_id, const std::string& id) {
  auto& chance = scheduler_.chance();
  if (refunds_may_fail_ && chance.happens(0.08)) return change_refund(payment_intent_id, id, RefundStatus::kFailed);
  change_refund(payment_intent_id, id, RefundStatus::kSucceeded);
  scheduler_.sleep(chance.within(hours{1}, hours{70}));
  if (refunds_may_fail_ && chance.happens(0.04)) change_refund(payment_intent_id, id, RefundStatus::kFailed);
}

void Stripe::change_refund(const std::string& payment_intent_id, const std::string& id, RefundStatus status) {
  for (auto& refund : payments.at(payment_intent_id).refunds) {
    if (refund.id != id || refund.status == status) continue;
    refund.status = status;
    if (status == RefundStatus::kFailed) refund.failure = "lost_or_stolen_card";
    post_.send({"stripe", "", status == RefundStatus::kFailed ? "refund.failed" : "refund.updated", payment_intent_id});
  }
}

base::Result<std::vector<PaidRefund>> Stripe::list_refunds(const std::string& payment_intent_id) {
  const auto payment = payments.find(payment_intent_id);
  if (payment == payments.end()) return refuse(base::ErrorCode::kNotFound, "no payment " + payment_intent_id);
  return payment->second.refunds;
}

base::Result<ports::RefundPage> Stripe::refunds_since(base::Timestamp since, const std::string& after) {
  ports::RefundPage page;
  for (const auto& [intent, payment] : payments) {
    for (const auto& refund : payment.refunds) {
      if (refunded_at_.at(refund.id) >= since) page.refunds.push_back(refund);
    }
  }
  std::sort(page.refunds.begin(), page.refunds.end(), [&](const auto& one, const auto& other) {
    return std::pair(refunded_at_.at(one.id), one.id) > std::pair(refunded_at_.at(other.id), other.id);
  });
  const auto last = std::find_if(page.refunds.begin(), page.refunds.end(), [&](const auto& refund) { return refund.id == after; });
  if (last != page.refunds.end()) page.refunds.erase(page.refunds.begin(), last + 1);
  constexpr std::size_t kOnAPage = 2;  // so that runs turn pages
  if (page.refunds.size() <= kOnAPage) return page;
  page.refunds.resize(kOnAPage);
  page.next = page.refunds.back().id;
  return page;
}

void Stripe::refund_by_hand(const std::string& payment_intent_id, std::int64_t amount_minor) {
  const auto found = payments.find(payment_intent_id);
  if (found == payments.end()) return;  // what a shop with a bug takes for paid
  const auto& payment = found->second;
  const auto amount = std::min(amount_minor, payment.captured_minor - given_back(payment));
  if (amount > 0) add_refund(payment_intent_id, amount, "");
}

void Stripe::dispute(const std::string& payment_intent_id) {
  const auto found = payments.find(payment_intent_id);
  if (found == payments.end()) return;
  auto& disputes = found->second.disputes;
  const auto number = disputes.size();
  disputes.push_back({"du_" + payment_intent_id + "_" + std::to_string(number + 1), payment_intent_id, "needs_response", false});
  post_.send({"stripe", "", "charge.dispute.created", payment_intent_id});
  scheduler_.spawn("bank", [this, payment_intent_id, number] { decide_dispute(payment_intent_id, number); },
                   scheduler_.chance().within(minutes{1}, hours{70}));
}

void Stripe::decide_dispute(const std::string& payment_intent_id, std::size_t number) {
  auto& dispute = payments.at(payment_intent_id).disputes.at(number);
  dispute.is_for_us = scheduler_.chance().happens(0.5);
  dispute.word = dispute.is_for_us ? "won" : "lost";
  post_.send({"stripe", "", "charge.dispute.closed", payment_intent_id});
}

base::Result<std::vector<ports::PaidDispute>> Stripe::list_disputes(const std::string& payment_intent_id) {
  const auto payment = payments.find(payment_intent_id);
  if (payment == payments.end()) return refuse(base::ErrorCode::kNotFound, "no payment " + payment_intent_id);
  return payment->second.disputes;
}

// All there are: no run is longer than disputes are followed.
base::Result<std::vector<ports::PaidDispute>> Stripe::disputes_since(base::Timestamp) {
  std::vector<ports::PaidDispute> all;
  for (const auto& [intent, payment] : payments) all.insert(all.end(), payment.disputes.begin(), payment.disputes.end());
  return all;
}

}  // namespace simulation
