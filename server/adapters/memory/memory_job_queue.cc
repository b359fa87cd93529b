#include "adapters/memory/memory_job_queue.h"

#include <algorithm>
#include <tuple>

#include "adapters/memory/ledgers.h"
#include "domain/retry_policy.h"

namespace adapters::memory {
namespace {

bool waits(const StoredJob& stored) {
  return stored.state == JobState::kAvailable || stored.state == JobState::kRetryable;
}

bool lost_its_worker(const StoredJob& stored, base::Timestamp now) {
  return stored.state == JobState::kRunning && stored.job.lease_until <= now;
}

bool is_spent(const domain::Job& job) {
  return job.attempt >= std::min(job.max_attempts, domain::crash_limit_of(job.kind));
}

StoredJob* oldest_ready(State& state, base::Timestamp now) {
  StoredJob* oldest = nullptr;
  for (auto& stored : state.jobs) {
    if (!waits(stored) || stored.run_at > now) continue;
    if (oldest == nullptr || std::tie(stored.run_at, stored.job.id) < std::tie(oldest->run_at, oldest->job.id)) {
      oldest = &stored;
    }
  }
  return oldest;
}

}  // namespace

base::Result<std::optional<domain::Job>> MemoryJobQueue::claim(std::string_view worker, base::Timestamp now,
                                                               std::chrono::milliseconds lease) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) -> std::optional<domain::Job> {
    StoredJob* stored = oldest_ready(state, now);
    if (stored == nullptr) return std::nullopt;
    stored->state = JobState::kRunning;
    stored->worker = worker;
    ++stored->job.attempt;
    stored->job.lease_until = now + lease;
    return stored->job;
  });
}

base::Result<bool> MemoryJobQueue::extend(const domain::Job& job, base::Timestamp lease_until) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    StoredJob* stored = find_running(state, job);
    if (stored != nullptr) stored->job.lease_until = lease_until;
    return stored != nullptr;
  });
}

base::Result<void> MemoryJobQueue::retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) {
  if (auto injected = errors.take()) return base::Failure(std::move(*injected));
  database_.with_state([&](State& state) {
    StoredJob* stored = find_running(state, job);
    if (stored == nullptr) return;
    stored->state = JobState::kRetryable;
    stored->run_at = run_at;
    stored->last_error = error;
  });
  return {};
}

base::Result<void> MemoryJobQueue::discard(const domain::Job& job, base::Timestamp, std::string_view error) {
  if (auto injected = errors.take()) return base::Failure(std::move(*injected));
  database_.with_state([&](State& state) {
    StoredJob* stored = find_running(state, job);
    if (stored == nullptr) return;
    stored->state = JobState::kDiscarded;
    stored->last_error = error;
  });
  return {};
}

base::Result<int> MemoryJobQueue::rescue(base::Timestamp now) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    int rescued = 0;
    for (auto& stored : state.jobs) {
      if (!lost_its_worker(stored, now) || is_spent(stored.job)) continue;
      stored.state = JobState::kRetryable;
      stored.run_at = now;
      stored.last_error = "lease ran out";
      ++rescued;
    }
    return rescued;
  });
}

base::Result<std::optional<domain::Job>> MemoryJobQueue::claim_spent(std::string_view worker, base::Timestamp now,
                                                                     std::chrono::milliseconds lease) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) -> std::optional<domain::Job> {
    StoredJob* oldest = nullptr;
    for (auto& stored : state.jobs) {
      if (!lost_its_worker(stored, now) || !is_spent(stored.job)) continue;
      if (oldest == nullptr || stored.job.lease_until < oldest->job.lease_until) oldest = &stored;
    }
    if (oldest == nullptr) return std::nullopt;
    oldest->worker = worker;
    oldest->job.lease_until = now + lease;
    return oldest->job;
  });
}

base::Result<std::map<std::string, int>> MemoryJobQueue::depth() {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([](State& state) {
    std::map<std::string, int> depth;
    for (const auto& stored : state.jobs) {
      if (!waits(stored) && stored.state != JobState::kRunning) continue;
      ++depth[stored.job.kind + "/" + std::string(to_string(stored.state))];
    }
    return depth;
  });
}

}  // namespace adapters::memory
