#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/memory/memory_fulfillment_provider.h"
#include "world/post.h"

namespace simulation {

// A printer as it is whoever asks: takes orders, makes them in its own time, ships each in one or more parcels, and now and then
// holds, drops or fails one, or somebody there deletes it. For some hours of a run it may be out of order.
class Printer : public adapters::memory::MemoryFulfillmentProvider {
 public:
  struct Job {
    ports::FulfillmentRequest request;
    ports::FulfillmentOrder now;
    bool was_made = false;  // production began, whatever came later
  };

  Printer(Scheduler& scheduler, Post& post, std::string_view name) : scheduler_(scheduler), post_(post), name_(name) {}

  [[nodiscard]] std::string_view name() const { return name_; }
  // Answers nobody from then on, for so long.
  void fall_out_of_order(base::Timestamp from, std::chrono::milliseconds duration) { out_from_ = from, out_until_ = from + duration; }
  [[nodiscard]] bool is_out_of_order() const { return is_out_of_order(scheduler_.now(), scheduler_.now()); }
  // At any time between these.
  [[nodiscard]] bool is_out_of_order(base::Timestamp from, base::Timestamp to) const { return from < out_until_ && to >= out_from_; }

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  // Printful begins at once. Printify only keeps the order, unfinished; the same request again gives the same one, as long as
  // it is that.
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  // Tells Printify to begin with an order that it keeps; one that has begun, or ended, is told as it is.
  base::Result<ports::FulfillmentOrder> send_to_production(const std::string& external_id);
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;

  std::map<std::string, Job> orders;  // by external id
  std::map<std::string, std::vector<base::Timestamp>> deleted;  // when; by external id; the order may be there again

 private:
  [[nodiscard]] bool begins_when_told() const { return name_ == domain::kPrintify; }
  void begin(const ports::FulfillmentOrder& order);
  // Where the order is no longer there, or another one is, its life is over.
  void live(const std::string& external_id, const std::string& id);
  bool prepare(const std::string& external_id, const std::string& id);  // false when it will never be made
  void tell_of(const std::string& external_id, const std::string& type);
  void delete_order(const std::string& external_id);
  void ship(const std::string& external_id);
  void deliver(const std::string& external_id, std::size_t parcel);
  void change(const std::string& external_id, ports::FulfillmentState state, const std::string& reason = {});
  bool is_over(const std::string& external_id, const std::string& id) const;

  Scheduler& scheduler_;
  Post& post_;
  std::string name_;
  base::Timestamp out_from_{};
  base::Timestamp out_until_{};
  int taken_ = 0;
};

}  // namespace simulation
