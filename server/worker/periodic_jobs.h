#pragma once

#include <chrono>
#include <map>
#include <string_view>
#include <vector>

#include "app/services.h"

namespace worker {

struct PeriodicJob {
  std::string_view kind;
  std::chrono::seconds interval;  // due at every multiple of it since 1970, the same times for every worker
};

// All that the shop does by the clock.
const std::vector<PeriodicJob>& periodic_jobs();

// Enqueues what is due, once per kind and due time however many of it run: the once_key in the database decides. Times
// that passed while no worker ran are not made up for; only the latest counts. The payload is the due time (RFC 3339).
class PeriodicEnqueuer {
 public:
  explicit PeriodicEnqueuer(std::vector<PeriodicJob> jobs = periodic_jobs()) : jobs_(std::move(jobs)) {}

  base::Result<void> enqueue_due(app::Services& services);

 private:
  std::vector<PeriodicJob> jobs_;
  std::map<std::string_view, base::Timestamp> enqueued_;  // so that the database is asked once per due time
};

}  // namespace worker
