#include "adapters/memory/memory_job_queue.h"

#include <algorithm>
#include <tuple>

#include "adapters/memory/ledgers.h"
#include "domain/retry_policy.h"

namespace adapters::memory {
namespace {

using domain::JobEvent;

bool waits(const StoredJob& stored) { return next_job_state(stored.state, JobEvent::kClaimed).has_value(); }

bool lost_its_worker(const StoredJob& stored, base::Timestamp now) {
  return stored.state == JobState::kRunning && stored.job.lease_until <= now;
}

bool is_spent(const domain::Job& job) {
  return job.tries() >= std::min(job.max_attempts, domain::crash_limit_of(job.kind));
}

// False, and nothing changed, where the table has no such edge.
bool move(StoredJob& stored, JobEvent event) {
  const auto next = next_job_state(stored.state, event);
  if (next) stored.state = *next;
  return next.has_value();
}

domain::Job take(StoredJob& stored, std::string_view worker, base::Timestamp lease_until) {
  move(stored, JobEvent::kClaimed);
  stored.worker = worker;
  ++stored.job.attempt;
  stored.job.lease_until = lease_until;
  return stored.job;
}

void wait_until(StoredJob& stored, base::Timestamp run_at) {
  stored.run_at = run_at;
  stored.announced_at.reset();
}

StoredJob* find_job(State& state, std::int64_t id) {
  const auto found = std::find_if(state.jobs.begin(), state.jobs.end(), [&](const auto& job) { return job.job.id == id; });
  return found == state.jobs.end() ? nullptr : &*found;
}

StoredJob* oldest_ready(State& state, base::Timestamp now, const ports::JobKinds& kinds) {
  StoredJob* oldest = nullptr;
  for (auto& stored : state.jobs) {
    if (!waits(stored) || stored.run_at > now || (!kinds.empty() && !kinds.contains(stored.job.kind))) continue;
    if (oldest == nullptr || std::tie(stored.run_at, stored.job.id) < std::tie(oldest->run_at, oldest->job.id)) {
      oldest = &stored;
    }
  }
  return oldest;
}

}  // namespace

base::Result<std::optional<domain::Job>> MemoryJobQueue::claim(std::string_view worker, base::Timestamp now,
                                                               std::chrono::milliseconds lease,
                                                               const ports::JobKinds& kinds) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) -> std::optional<domain::Job> {
    StoredJob* stored = oldest_ready(state, now, kinds);
    if (stored == nullptr) return std::nullopt;
    return take(*stored, worker, now + lease);
  });
}

base::Result<std::optional<domain::Job>> MemoryJobQueue::claim_announced(std::int64_t job_id, std::string_view worker,
                                                                         base::Timestamp now,
                                                                         std::chrono::milliseconds lease) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) -> std::optional<domain::Job> {
    StoredJob* stored = find_job(state, job_id);
    if (stored == nullptr || !waits(*stored) || stored->run_at > now) return std::nullopt;
    return take(*stored, worker, now + lease);
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
    if (stored == nullptr || !move(*stored, JobEvent::kFailed)) return;
    wait_until(*stored, run_at);
    stored->last_error = error;
  });
  return {};
}

base::Result<void> MemoryJobQueue::hand_back(const domain::Job& job, base::Timestamp run_at) {
  if (auto injected = errors.take()) return base::Failure(std::move(*injected));
  database_.with_state([&](State& state) {
    StoredJob* stored = find_running(state, job);
    if (stored == nullptr || !move(*stored, JobEvent::kHandedBack)) return;
    wait_until(*stored, run_at);
    ++stored->job.excused;
  });
  return {};
}

base::Result<void> MemoryJobQueue::discard(const domain::Job& job, base::Timestamp now, domain::DiscardReason reason,
                                           std::string_view error) {
  if (auto injected = errors.take()) return base::Failure(std::move(*injected));
  database_.with_state([&](State& state) {
    StoredJob* stored = find_running(state, job);
    if (stored == nullptr || !move(*stored, JobEvent::kGivenUp)) return;
    stored->last_error = error;
    stored->discard_reason = reason;
    stored->finished_at = now;
  });
  return {};
}

base::Result<int> MemoryJobQueue::rescue(base::Timestamp now) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    int rescued = 0;
    for (auto& stored : state.jobs) {
      if (!lost_its_worker(stored, now) || is_spent(stored.job) || !move(stored, JobEvent::kLeaseLost)) continue;
      wait_until(stored, now);
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
    if (oldest == nullptr || !move(*oldest, JobEvent::kTakenOver)) return std::nullopt;
    oldest->worker = worker;
    oldest->job.lease_until = now + lease;
    return oldest->job;
  });
}

base::Result<std::vector<ports::JobAnnouncement>> MemoryJobQueue::announce_ready(base::Timestamp now,
                                                                                 base::Timestamp announced_before,
                                                                                 int limit) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    std::vector<ports::JobAnnouncement> ready;
    for (auto& stored : state.jobs) {
      if (!waits(stored) || stored.run_at > now || static_cast<int>(ready.size()) == limit) continue;
      if (stored.announced_at && *stored.announced_at >= announced_before) continue;
      stored.announced_at = now;
      ready.push_back({stored.job.id, stored.job.kind});
    }
    return ready;
  });
}

base::Result<std::map<std::string, int>> MemoryJobQueue::depth() {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([](State& state) {
    std::map<std::string, int> depth;
    for (const auto& stored : state.jobs) {
      if (stored.state == JobState::kCompleted || stored.state == JobState::kCanceled) continue;
      ++depth[stored.job.kind + "/" + std::string(to_string(stored.state))];
    }
    return depth;
  });
}

base::Result<std::vector<ports::QuarantinedJob>> MemoryJobQueue::quarantined(int limit) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    std::vector<ports::QuarantinedJob> found;
    for (const auto& stored : state.jobs) {
      if (stored.state != JobState::kDiscarded) continue;
      found.push_back({stored.job, stored.discard_reason.value(), stored.last_error, stored.finished_at.value()});
      found.back().job.lease_until = {};
    }
    std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) {
      return std::tie(one.since, one.job.id) > std::tie(other.since, other.job.id);
    });
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
  });
}

base::Result<bool> MemoryJobQueue::retry(std::int64_t job_id, base::Timestamp now) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    StoredJob* stored = find_job(state, job_id);
    if (stored == nullptr || !move(*stored, JobEvent::kRetried)) return false;
    wait_until(*stored, now);
    stored->finished_at.reset();
    stored->discard_reason.reset();
    stored->job.max_attempts = domain::max_attempts_of(stored->job.kind);
    stored->job.excused = stored->job.attempt;
    return true;
  });
}

base::Result<bool> MemoryJobQueue::cancel(std::int64_t job_id, base::Timestamp now) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return database_.with_state([&](State& state) {
    StoredJob* stored = find_job(state, job_id);
    if (stored == nullptr || !move(*stored, JobEvent::kCanceled)) return false;
    stored->finished_at = now;
    return true;
  });
}

}  // namespace adapters::memory
