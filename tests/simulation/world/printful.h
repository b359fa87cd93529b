#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/memory_fulfillment_provider.h"
#include "world/post.h"

namespace simulation {

// Printful as it is whoever asks: takes orders, makes them in its own time, ships each in one or more parcels, and now
// and then holds, drops or fails one.
class Printful : public adapters::memory::MemoryFulfillmentProvider {
 public:
  struct Job {
    ports::FulfillmentRequest request;
    ports::FulfillmentOrder now;
    bool was_made = false;  // production began, whatever came later
  };

  Printful(Scheduler& scheduler, Post& post) : scheduler_(scheduler), post_(post) {}

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;

  std::map<std::string, Job> orders;  // by external id
  std::set<std::string> deleted;      // external ids of orders that somebody deleted; each may be there again

 private:
  // Where the order is no longer there, or another one is, its life is over.
  void live(const std::string& external_id, const std::string& id);
  bool prepare(const std::string& external_id, const std::string& id);  // false when it will never be made
  void delete_order(const std::string& external_id);
  void ship(const std::string& external_id);
  void deliver(const std::string& external_id, std::size_t parcel);
  void change(const std::string& external_id, ports::FulfillmentState state, const std::string& reason = {});
  bool is_over(const std::string& external_id, const std::string& id) const;

  Scheduler& scheduler_;
  Post& post_;
  int taken_ = 0;
};

}  // namespace simulation
