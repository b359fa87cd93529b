#include "worker/worker_loop.h"

#include <exception>
#include <thread>
#include <utility>

#include "base/kill_point.h"
#include "base/log.h"
#include "domain/kill_points.h"
#include "domain/retry_policy.h"
#include "worker/job_handlers.h"
#include "worker/lease_keeper.h"

namespace worker {
namespace {

using namespace std::chrono_literals;

constexpr auto kPauseAfterFailure = 500ms;
// An announcement that was lost without anybody noticing is made again after this time.
constexpr auto kAnnounceAgainAfter = 60s;
constexpr int kAnnouncedAtOnce = 500;

std::string cause_of(const base::Error& error) { return error.cause.empty() ? error.public_message : error.cause; }

}  // namespace

using std::chrono::steady_clock;

WorkerLoop::WorkerLoop(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, WorkerOptions options)
    : services_(services), queue_(queue), bell_(bell), options_(std::move(options)) {}

void WorkerLoop::run(const std::atomic<bool>& stopping) {
  auto next_look = steady_clock::now();
  bool busy = false;
  while (!stopping) {
    if (steady_clock::now() >= next_look) {
      look_after_queue();
      next_look = steady_clock::now() + options_.lease / 6;
    }
    const auto heard = bell_.wait(busy ? 0ms : options_.poll);
    if (stopping) return;
    if (heard) run_announced(*heard);
    // Nothing heard can also mean that the bell is out of order.
    busy = !heard && run_one();
  }
}

bool WorkerLoop::run_one() {
  const auto job = queue_.claim(options_.name, services_.clock.now(), options_.lease, options_.kinds);
  if (!job) {
    base::log_error("the job queue does not answer", job.error());
    return false;
  }
  if (!*job) return false;
  execute(**job);
  return true;
}

void WorkerLoop::run_announced(const ports::JobAnnouncement& heard) {
  const auto job = queue_.claim_announced(heard.job_id, options_.name, services_.clock.now(), options_.lease);
  if (!job) {
    base::log_error("the job queue does not answer", job.error());
    std::this_thread::sleep_for(kPauseAfterFailure);
    return;  // not acknowledged: it is told again
  }
  if (*job) execute(**job);
  bell_.acknowledge(heard);
}

void WorkerLoop::look_after_queue() {
  if (const auto due = periodic_.enqueue_due(services_); !due) {
    base::log_error("periodic jobs could not be enqueued", due.error());
  }
  const auto rescued = queue_.rescue(services_.clock.now());
  if (!rescued) {
    base::log_error("jobs could not be rescued", rescued.error());
    return;
  }
  if (*rescued > 0) base::log(base::LogLevel::kWarning, "jobs rescued", {{"count", std::to_string(*rescued)}});
  abandon_spent_jobs();
  announce_ready_jobs();
  publish_depth();
}

void WorkerLoop::announce_ready_jobs() {
  const auto now = services_.clock.now();
  const auto announced_before = bell_.take_lost() ? now : now - kAnnounceAgainAfter;
  while (true) {
    const auto ready = queue_.announce_ready(now, announced_before, kAnnouncedAtOnce);
    if (!ready) base::log_error("ready jobs could not be announced", ready.error());
    if (!ready || ready->empty()) return;
    bell_.ring(*ready);
    if (ready->size() < static_cast<std::size_t>(kAnnouncedAtOnce)) return;
  }
}

void WorkerLoop::publish_depth() {
  const auto depth = queue_.depth();
  if (!depth) return;
  const auto publish = [&](const std::string& key, int count) {
    const auto slash = key.find('/');
    services_.metrics.set("picasso_jobs", count, {{"kind", key.substr(0, slash)}, {"state", key.substr(slash + 1)}});
  };
  for (const auto& key : published_) {
    if (!depth->contains(key)) publish(key, 0);
  }
  published_.clear();
  for (const auto& [key, count] : *depth) {
    publish(key, count);
    published_.insert(key);
  }
}

void WorkerLoop::hold(std::optional<domain::Job> job) {
  const std::lock_guard lock(mutex_);
  in_hand_ = std::move(job);
}

void WorkerLoop::hand_back() {
  std::optional<domain::Job> job;
  {
    const std::lock_guard lock(mutex_);
    job = in_hand_;
  }
  if (!job) return;
  base::log(base::LogLevel::kWarning, "a job was handed back unfinished",
            {{"kind", job->kind}, {"job", std::to_string(job->id)}});
  if (const auto back = queue_.hand_back(*job, services_.clock.now()); !back) {
    base::log_error("a lease could not be given back", back.error(), {{"kind", job->kind}});
  }
}

void WorkerLoop::execute(const domain::Job& job) {
  const auto handler = job_handlers().find(job.kind);
  if (handler == job_handlers().end()) {
    fail(job, {base::ErrorCode::kInvalidInput, "", "no handler for this kind", {}});
    return;
  }
  base::kill_point(domain::kill_points::kJobClaimed);
  if (postpone(job, handler->second)) return;
  const auto start = steady_clock::now();
  base::Result<void> done;
  {
    const LeaseKeeper keeper(queue_, services_.clock, job, options_.lease);
    hold(job);
    try {
      done = handler->second.run(services_, job);
    } catch (const std::exception& exception) {
      done = base::fail(base::ErrorCode::kInternal, "Something went wrong.", exception.what());
    }
    hold(std::nullopt);
  }
  const std::chrono::duration<double> elapsed = steady_clock::now() - start;
  services_.metrics.observe_seconds("picasso_job_seconds", elapsed.count(),
                                    {{"kind", job.kind}, {"outcome", done ? "done" : "failed"}});
  // What was turned away was not tried. Anything else was, though the gate may have been shut since.
  const bool turned_away = !done && done.error().code == base::ErrorCode::kRateLimited;
  if (!done && !(turned_away && postpone(job, handler->second))) fail(job, done.error());
  base::kill_point(domain::kill_points::kJobRun);
}

bool WorkerLoop::postpone(const domain::Job& job, const JobHandler& handler) {
  if (!handler.wait) return false;
  const auto wait = handler.wait(services_, job);
  if (!wait || *wait <= std::chrono::milliseconds{0}) return false;
  const auto put_back = queue_.hand_back(job, services_.clock.now() + *wait);
  if (!put_back) base::log_error("a job could not be postponed", put_back.error(), {{"kind", job.kind}});
  return true;
}

void WorkerLoop::fail(const domain::Job& job, const base::Error& error) {
  const auto now = services_.clock.now();
  const auto decision = domain::decide_retry(job, error.code, services_.ids.random_fraction());
  base::log_error(decision.retry ? "a job failed and will be tried again" : "a job failed for good", error,
                  {{"kind", job.kind}, {"job", std::to_string(job.id)}, {"try", std::to_string(job.tries())}});
  const auto noted = decision.retry ? queue_.retry_later(job, now + decision.delay, cause_of(error))
                                    : abandon(job, decision.reason, error);
  if (!noted) base::log_error("a failed job could not be put back", noted.error(), {{"kind", job.kind}});
}

base::Result<void> WorkerLoop::abandon(const domain::Job& job, domain::DiscardReason reason,
                                       const base::Error& error) {
  const auto now = services_.clock.now();
  const auto handler = job_handlers().find(job.kind);
  if (handler != job_handlers().end() && handler->second.give_up) {
    // Another attempt may have the job by now; giving up would spoil its work.
    const auto ours = queue_.extend(job, now + options_.lease);
    if (!ours) return base::forward_error(ours);
    if (!*ours) return {};
    if (const auto given_up = handler->second.give_up(services_, job, error); !given_up) return given_up;
  }
  return queue_.discard(job, now, reason, cause_of(error));
}

void WorkerLoop::abandon_spent_jobs() {
  const base::Error error{base::ErrorCode::kInternal, "", "its worker stopped in the middle of it", {}};
  while (true) {
    const auto job = queue_.claim_spent(options_.name, services_.clock.now(), options_.lease);
    if (!job) base::log_error("spent jobs could not be claimed", job.error());
    if (!job || !*job) return;
    base::log_error("a job lost its worker for the last time", error,
                    {{"kind", (*job)->kind},
                     {"job", std::to_string((*job)->id)},
                     {"try", std::to_string((*job)->tries())}});
    if (const auto noted = abandon(**job, domain::DiscardReason::kCrashed, error); !noted) {
      base::log_error("a spent job could not be given up", noted.error(), {{"kind", (*job)->kind}});
    }
  }
}

}  // namespace worker
