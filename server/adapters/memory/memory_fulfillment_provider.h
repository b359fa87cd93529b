#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/injected_errors.h"
#include "ports/fulfillment_provider.h"

namespace adapters::memory {

// Keeps orders as the printer does: a second order with the same external id is refused.
class MemoryFulfillmentProvider : public ports::FulfillmentProvider {
 public:
  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;
  base::Result<std::vector<std::int64_t>> unavailable_variants(const ports::FulfillmentQuery& query) override;
  base::Result<std::optional<ports::ShippingRate>> shipping_rate(const ports::FulfillmentQuery& query) override;
  base::Result<std::chrono::milliseconds> wait_time() override;

  // What the printer does next: `change` gets the order to edit. It must exist.
  template <class Change>
  void edit(const std::string& external_id, Change&& change) {
    const std::lock_guard lock(mutex_);
    change(orders_.at(external_id));
  }
  void ship(const std::string& external_id, ports::Parcel parcel);
  void forget(const std::string& external_id);  // as if it had never been there

  std::vector<ports::FulfillmentRequest> accepted();

  std::set<std::int64_t> out_of_stock;     // variants
  std::set<std::string> unreadable;        // external ids of orders that it cannot tell of
  std::chrono::milliseconds wait{0};       // what wait_time() tells
  std::map<std::string, ports::ShippingRate> rates;  // by country, of each piece; of others it tells none

  // Called by find_order with its answer made and not yet handed out: what happens meanwhile is not in it.
  std::function<void()> before_answer;
  std::function<void()> after_create;  // the same for create_order

  // Makes the next call(s) fail: `before` without effect, `after` although create_order took effect (a lost answer).
  InjectedErrors errors_before;
  InjectedErrors errors_after;

 private:
  std::mutex mutex_;
  std::vector<ports::FulfillmentRequest> accepted_;
  std::map<std::string, ports::FulfillmentOrder> orders_;
};

}  // namespace adapters::memory
