#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/memory/state.h"
#include "engine/scheduler.h"

namespace simulation {

// Looks at the tables after every commit: what changed must have changed along an edge of its table. Tells the orders'
// changes to the run's story.
class Watch {
 public:
  explicit Watch(Scheduler& scheduler) : scheduler_(scheduler) {}
  void look_at(const adapters::memory::State& state);
  void report(std::string violation) { violations_.push_back(std::move(violation)); }
  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }

 private:
  void look_at(const adapters::memory::State& state, const domain::OrderHistoryEntry& entry);

  Scheduler& scheduler_;
  std::map<std::string, domain::RefundState> refunds_;
  std::map<domain::OrderId, domain::RedemptionState> redemptions_;
  std::size_t entries_ = 0;  // of the history, that were looked at
  std::vector<std::string> violations_;
};

}  // namespace simulation
