#include "adapters/memory/memory_job_bell.h"

#include <utility>

namespace adapters::memory {

void MemoryJobBell::ring(const std::vector<ports::JobAnnouncement>& ready) noexcept {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& announcement : ready) {
      pending_.push_back(announcement);
      kinds_.push_back(announcement.kind);
    }
  }
  rang_.notify_all();
}

std::optional<ports::JobAnnouncement> MemoryJobBell::wait(std::chrono::milliseconds timeout) noexcept {
  std::unique_lock lock(mutex_);
  if (!rang_.wait_for(lock, timeout, [&] { return !pending_.empty(); })) return std::nullopt;
  auto heard = std::move(pending_.front());
  pending_.pop_front();
  return heard;
}

void MemoryJobBell::acknowledge(const ports::JobAnnouncement&) noexcept {
  const std::lock_guard lock(mutex_);
  ++acknowledged_;
}

bool MemoryJobBell::take_lost() noexcept {
  const std::lock_guard lock(mutex_);
  return std::exchange(lost_, false);
}

std::vector<std::string> MemoryJobBell::rung() {
  const std::lock_guard lock(mutex_);
  return kinds_;
}

int MemoryJobBell::acknowledged() {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

void MemoryJobBell::empty() {
  const std::lock_guard lock(mutex_);
  pending_.clear();
  lost_ = true;
}

}  // namespace adapters::memory
