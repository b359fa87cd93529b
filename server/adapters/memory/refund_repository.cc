#include "adapters/memory/refund_repository.h"

#include <algorithm>

namespace adapters::memory {

void MemoryRefundRepository::count(const domain::OrderId& id) {
  const auto order = std::find_if(state_.orders.begin(), state_.orders.end(), [&](const auto& one) { return one.id == id; });
  if (order == state_.orders.end()) throw ConstraintViolation("refunds_order_fkey");
  order->refunded_minor = 0;
  for (const auto& refund : state_.refunds) {
    if (refund.order_id == id && refund.state != domain::RefundState::kFailed) order->refunded_minor += refund.amount_minor;
  }
  if (order->refunded_minor > order->paid_minor) throw ConstraintViolation("orders_refund_check");
}

void MemoryRefundRepository::insert(const domain::Refund& refund) {
  if (!base::is_uuid(refund.id)) throw std::invalid_argument("refund id is not a UUID: " + refund.id);
  if (refund.amount_minor < 1) throw ConstraintViolation("refunds_money_check");
  for (const auto& other : state_.refunds) {
    require_unique(other.id != refund.id, "refunds_pkey");
    require_unique(!refund.provider_id || other.provider_id != refund.provider_id, "refunds_provider_unique");
  }
  state_.refunds.push_back(refund);
  count(refund.order_id);
}

void MemoryRefundRepository::update(const domain::Refund& refund) {
  for (auto& stored : state_.refunds) {
    if (stored.id != refund.id) {
      require_unique(!refund.provider_id || stored.provider_id != refund.provider_id, "refunds_provider_unique");
    }
  }
  for (auto& stored : state_.refunds) {
    if (stored.id != refund.id) continue;
    stored.state = refund.state;
    stored.provider_id = refund.provider_id;
    stored.failure = refund.failure;
    stored.changed_at = refund.changed_at;
    count(stored.order_id);
    return;
  }
  throw std::logic_error("update of a refund that is not stored");
}

std::optional<domain::Refund> MemoryRefundRepository::find(std::string_view id) {
  for (const auto& refund : state_.refunds) {
    if (refund.id == id) return refund;
  }
  return std::nullopt;
}

std::vector<domain::Refund> MemoryRefundRepository::find_by_order(const domain::OrderId& id) {
  std::vector<domain::Refund> refunds;
  std::copy_if(state_.refunds.begin(), state_.refunds.end(), std::back_inserter(refunds),
               [&](const auto& refund) { return refund.order_id == id; });
  std::stable_sort(refunds.begin(), refunds.end(),
                   [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
  return refunds;
}

}  // namespace adapters::memory
