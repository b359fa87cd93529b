#include "adapters/memory/memory_payment_gateway.h"

namespace adapters::memory {
namespace {

ports::CheckoutSession new_session(const std::string& id, const domain::Order& order) {
  ports::CheckoutSession session;
  session.id = id;
  session.url = "https://checkout.example/" + id;
  session.order_id = order.id.value;
  session.total = {order.total_minor, order.currency};
  session.subtotal_minor = order.subtotal_minor;
  session.discount_minor = order.discount_minor;
  session.shipping_minor = order.shipping_minor;
  return session;
}

}  // namespace

base::Result<ports::CheckoutSession> MemoryPaymentGateway::create_session(const ports::CheckoutRequest& request) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  created_.push_back({request.order, request.shipping, request.idempotency_key, request.success_url, request.cancel_url,
                      request.expires_at});
  auto& id = session_by_key_[request.idempotency_key];
  if (id.empty()) {
    id = "cs_test_" + std::to_string(sessions_.size() + 1);
    sessions_[id] = new_session(id, request.order);
  }
  if (auto error = errors_after.take()) return base::Failure(std::move(*error));
  return sessions_.at(id);
}

base::Result<ports::CheckoutSession> MemoryPaymentGateway::fetch_session(const std::string& session_id) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(session_id);
  if (found == sessions_.end()) {
    return base::fail(base::ErrorCode::kNotFound, "This payment is not known.", "no session " + session_id);
  }
  return found->second;
}

base::Result<ports::CheckoutSession> MemoryPaymentGateway::expire_session(const std::string& session_id) {
  auto session = fetch_session(session_id);
  if (!session) return session;
  if (session->status != ports::SessionStatus::kOpen) {
    return base::fail(base::ErrorCode::kConflict, "This payment can no longer be changed.", "session is not open");
  }
  const std::lock_guard lock(mutex_);
  auto& stored = sessions_.at(session_id);
  stored.status = ports::SessionStatus::kExpired;
  stored.url.reset();
  return stored;
}

base::Result<ports::PaidRefund> MemoryPaymentGateway::create_refund(const ports::RefundRequest& request) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  if (const auto known = refund_by_key_.find(request.idempotency_key); known != refund_by_key_.end()) return known->second;
  std::int64_t left = 0;
  for (const auto& [id, session] : sessions_) {
    if (session.payment_intent_id == request.payment_intent_id) left = session.total.minor;
  }
  auto& refunds = refunds_[request.payment_intent_id];
  for (const auto& refund : refunds) {
    if (refund.status != ports::RefundStatus::kFailed) left -= refund.amount_minor;
  }
  if (request.amount_minor > left) {
    return base::fail(base::ErrorCode::kInvalidInput, "This cannot be refunded.", "more than is left of the charge");
  }
  refunds.push_back({request.payment_intent_id + "_re_" + std::to_string(refunds.size() + 1), request.refund_id,
                     request.amount_minor, refunds_begin_as, "", request.payment_intent_id});
  refund_by_key_[request.idempotency_key] = refunds.back();
  if (auto error = errors_after.take()) return base::Failure(std::move(*error));
  return refunds.back();
}

base::Result<std::vector<ports::PaidRefund>> MemoryPaymentGateway::list_refunds(const std::string& payment_intent_id) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  ++lists;
  return refunds_[payment_intent_id];
}

base::Result<ports::RefundPage> MemoryPaymentGateway::refunds_since(base::Timestamp, const std::string& after) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  ++lists;
  ports::RefundPage page;
  bool started = after.empty();
  std::size_t listed = 0;
  std::string last;
  for (const auto& [intent, refunds] : refunds_) {
    for (const auto& refund : refunds) {
      if (started && listed == refunds_on_a_page) {
        page.next = last;
        return page;
      }
      if (started) {
        if (!unreadable.contains(refund.id)) page.refunds.push_back(refund);
        last = refund.id;
        ++listed;
      }
      started = started || refund.id == after;
    }
  }
  return page;
}

base::Result<std::vector<ports::PaidDispute>> MemoryPaymentGateway::list_disputes(const std::string& payment_intent_id) {
  auto disputes = disputes_since({});
  if (disputes) std::erase_if(*disputes, [&](const auto& one) { return one.payment_intent_id != payment_intent_id; });
  return disputes;
}

base::Result<std::vector<ports::PaidDispute>> MemoryPaymentGateway::disputes_since(base::Timestamp) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  return disputes_;
}

void MemoryPaymentGateway::put_dispute(const ports::PaidDispute& dispute) {
  const std::lock_guard lock(mutex_);
  for (auto& known : disputes_) {
    if (known.id != dispute.id) continue;
    known = dispute;
    return;
  }
  disputes_.push_back(dispute);
}

void MemoryPaymentGateway::put_refund(const std::string& payment_intent_id, ports::PaidRefund refund) {
  const std::lock_guard lock(mutex_);
  refund.payment_intent_id = payment_intent_id;
  for (auto& known : refunds_[payment_intent_id]) {
    if (known.id != refund.id) continue;
    known = refund;
    return;
  }
  refunds_[payment_intent_id].push_back(refund);
}

void MemoryPaymentGateway::pay(const std::string& session_id, const std::string& email,
                               const domain::Address& address) {
  edit(session_id, [&](ports::CheckoutSession& session) {
    session.status = ports::SessionStatus::kComplete;
    session.payment = ports::PaymentStatus::kPaid;
    session.url.reset();
    session.payment_intent_id = "pi_" + session_id;
    session.email = email;
    session.shipping_address = address;
  });
}

std::vector<MemoryPaymentGateway::Recorded> MemoryPaymentGateway::created() {
  const std::lock_guard lock(mutex_);
  return created_;
}

}  // namespace adapters::memory
