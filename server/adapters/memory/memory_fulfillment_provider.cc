#include "adapters/memory/memory_fulfillment_provider.h"

#include <utility>

namespace adapters::memory {

base::Result<std::optional<ports::FulfillmentOrder>> MemoryFulfillmentProvider::find_order(
    const std::string& external_id) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  std::optional<ports::FulfillmentOrder> answer;
  {
    const std::lock_guard lock(mutex_);
    if (unreadable.contains(external_id)) return base::fail(base::ErrorCode::kUnavailable, "The printer is busy.", "unreadable");
    if (const auto found = orders_.find(external_id); found != orders_.end()) answer = found->second;
  }
  if (before_answer) before_answer();
  return answer;
}

base::Result<ports::FulfillmentOrder> MemoryFulfillmentProvider::create_order(
    const ports::FulfillmentRequest& request) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  std::unique_lock lock(mutex_);
  if (const auto found = orders_.find(request.external_id); found != orders_.end()) {
    if (std::exchange(found->second.unfinished, false)) {
      found->second.state = ports::FulfillmentState::kPending;
      return found->second;
    }
    return base::fail(base::ErrorCode::kConflict, "This order was already placed.", "external id in use");
  }
  ports::FulfillmentOrder order;
  order.id = std::to_string(1000 + accepted_.size());
  order.external_id = request.external_id;
  order.state = ports::FulfillmentState::kPending;
  order.provider_state = "pending";
  orders_[request.external_id] = order;
  accepted_.push_back(request);
  if (auto error = errors_after.take()) return base::Failure(std::move(*error));
  lock.unlock();
  if (after_create) after_create();
  return order;
}

base::Result<ports::FulfillmentOrder> MemoryFulfillmentProvider::cancel_order(const std::string& external_id) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  auto& order = orders_.at(external_id);
  using ports::FulfillmentState;
  if (order.state != FulfillmentState::kDraft && order.state != FulfillmentState::kPending) {
    return base::fail(base::ErrorCode::kInvalidInput, "The printer did not accept this.", "its status is " + order.provider_state);
  }
  order.state = FulfillmentState::kCanceled;
  order.provider_state = "canceled";
  return order;
}

base::Result<std::vector<std::int64_t>> MemoryFulfillmentProvider::unavailable_variants(const ports::FulfillmentQuery& query) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  std::vector<std::int64_t> unavailable;
  for (const auto& item : query.items) {
    if (out_of_stock.contains(item.variant_id)) unavailable.push_back(item.variant_id);
  }
  return unavailable;
}

base::Result<std::optional<ports::ShippingRate>> MemoryFulfillmentProvider::shipping_rate(const ports::FulfillmentQuery& query) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  const auto found = rates.find(query.country);
  if (found == rates.end()) return std::optional<ports::ShippingRate>{};
  auto rate = found->second;
  rate.price.minor = 0;
  for (const auto& item : query.items) rate.price.minor += found->second.price.minor * item.quantity;
  return std::optional(rate);
}

base::Result<std::chrono::milliseconds> MemoryFulfillmentProvider::wait_time() {
  const std::lock_guard lock(mutex_);
  return wait;
}

void MemoryFulfillmentProvider::ship(const std::string& external_id, ports::Parcel parcel) {
  edit(external_id, [&](ports::FulfillmentOrder& order) {
    order.parcels.push_back(std::move(parcel));
    order.state = ports::FulfillmentState::kShipped;
    order.provider_state = "fulfilled";
  });
}

void MemoryFulfillmentProvider::forget(const std::string& external_id) {
  const std::lock_guard lock(mutex_);
  orders_.erase(external_id);
}

std::vector<ports::FulfillmentRequest> MemoryFulfillmentProvider::accepted() {
  const std::lock_guard lock(mutex_);
  return accepted_;
}

}  // namespace adapters::memory
