#include "adapters/memory/memory_job_bell.h"

namespace adapters::memory {

void MemoryJobBell::ring(std::string_view kind) noexcept {
  {
    const std::lock_guard lock(mutex_);
    ++pending_;
    kinds_.emplace_back(kind);
  }
  rang_.notify_one();
}

void MemoryJobBell::wait(std::chrono::milliseconds timeout) noexcept {
  std::unique_lock lock(mutex_);
  if (rang_.wait_for(lock, timeout, [&] { return pending_ > 0; })) --pending_;
}

std::vector<std::string> MemoryJobBell::rung() {
  const std::lock_guard lock(mutex_);
  return kinds_;
}

}  // namespace adapters::memory
