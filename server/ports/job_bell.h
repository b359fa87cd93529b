#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ports {

// A ready job, as workers hear of it. It may have been run, or taken by another worker, since it was announced.
struct JobAnnouncement {
  std::int64_t job_id = 0;
  std::string kind;
  std::string entry = {};  // what the bell calls this announcement; empty until heard
};

// Tells workers which jobs became ready. Only a hint: a lost announcement costs a poll's delay, never a job.
class JobBell {
 public:
  virtual ~JobBell() = default;
  virtual void ring(const std::vector<JobAnnouncement>& ready) noexcept = 0;
  // The next announcement for this worker, or nothing after `timeout`. While the bell is out of order it waits the
  // time-out itself. What was heard and never acknowledged is told to another worker after a while.
  virtual std::optional<JobAnnouncement> wait(std::chrono::milliseconds timeout) noexcept = 0;
  virtual void acknowledge(const JobAnnouncement& heard) noexcept = 0;
  // True once after announcements may have been lost: the bell was out of order, or was emptied.
  virtual bool take_lost() noexcept = 0;
};

}  // namespace ports
