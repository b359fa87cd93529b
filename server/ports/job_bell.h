#pragma once

#include <chrono>
#include <string_view>

namespace ports {

// Wakes workers when a job became ready. Only a hint: a lost ring costs a poll's delay, never a job.
class JobBell {
 public:
  virtual ~JobBell() = default;
  virtual void ring(std::string_view kind) noexcept = 0;
  // Returns at the next ring or after `timeout`, whichever is first; also early when the bell is out of order
  // (then it waits the time-out itself).
  virtual void wait(std::chrono::milliseconds timeout) noexcept = 0;
};

}  // namespace ports
