#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/scheduler.h"

namespace simulation {

// How often what goes wrong with a call, each a probability.
struct FaultRates {
  double refused = 0;      // 429, 500 or no connection: nothing was done
  double answer_lost = 0;  // done, but the caller hears of a time-out
  double crash = 0;        // the caller's process dies, before or after the work
  double stall = 0;        // the caller stands still for longer than a lease
  double again = 0;        // the database runs a transaction's work a second time
};

// A mix of its own for every run: some runs know one kind of fault only, some none, some all.
FaultRates mixed_rates(Chance& chance);
std::string describe(const FaultRates& rates);

// Stands between the shop and everything outside of it. Each call takes time, so that others get their turn before and
// after it, and may go wrong.
class Faults {
 public:
  Faults(Scheduler& scheduler, FaultRates rates) : scheduler_(scheduler), rates_(rates) {}

  template <class Work>
  auto call(std::string_view what, Work&& work) -> decltype(work()) {
    if (auto refused = before(what)) return base::Failure(std::move(*refused));
    auto answer = work();
    if (auto lost = after(what)) return base::Failure(std::move(*lost));
    return answer;
  }

  bool works_again() { return scheduler_.chance().happens(rates_.again); }
  bool fails_at_commit() { return scheduler_.chance().happens(rates_.refused); }
  void end() { rates_ = {}; }

 private:
  std::optional<base::Error> before(std::string_view what);
  std::optional<base::Error> after(std::string_view what);
  void pass_time(std::string_view what);

  Scheduler& scheduler_;
  FaultRates rates_;
};

}  // namespace simulation
