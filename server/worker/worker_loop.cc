#include "worker/worker_loop.h"

#include <exception>
#include <utility>

#include "base/log.h"
#include "domain/retry_policy.h"
#include "worker/job_handlers.h"
#include "worker/lease_keeper.h"

namespace worker {
namespace {

std::string cause_of(const base::Error& error) { return error.cause.empty() ? error.public_message : error.cause; }

}  // namespace

using std::chrono::steady_clock;

WorkerLoop::WorkerLoop(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, WorkerOptions options)
    : services_(services), queue_(queue), bell_(bell), options_(std::move(options)) {}

void WorkerLoop::run(const std::atomic<bool>& stopping) {
  auto next_look = steady_clock::now();
  while (!stopping) {
    if (steady_clock::now() >= next_look) {
      look_after_queue();
      next_look = steady_clock::now() + options_.lease / 6;
    }
    if (!run_one() && !stopping) bell_.wait(options_.poll);
  }
}

bool WorkerLoop::run_one() {
  const auto job = queue_.claim(options_.name, services_.clock.now(), options_.lease);
  if (!job) {
    base::log_error("the job queue does not answer", job.error());
    return false;
  }
  if (!*job) return false;
  execute(**job);
  return true;
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
  if (const auto depth = queue_.depth()) {
    for (const auto& [key, count] : *depth) {
      const auto slash = key.find('/');
      services_.metrics.set("picasso_jobs", count,
                            {{"kind", key.substr(0, slash)}, {"state", key.substr(slash + 1)}});
    }
  }
}

void WorkerLoop::execute(const domain::Job& job) {
  const auto handler = job_handlers().find(job.kind);
  if (handler == job_handlers().end()) {
    fail(job, {base::ErrorCode::kInvalidInput, "", "no handler for this kind", {}});
    return;
  }
  const auto start = steady_clock::now();
  base::Result<void> done;
  {
    const LeaseKeeper keeper(queue_, services_.clock, job, options_.lease);
    try {
      done = handler->second.run(services_, job);
    } catch (const std::exception& exception) {
      done = base::fail(base::ErrorCode::kInternal, "Something went wrong.", exception.what());
    }
  }
  const std::chrono::duration<double> elapsed = steady_clock::now() - start;
  services_.metrics.observe_seconds("picasso_job_seconds", elapsed.count(),
                                    {{"kind", job.kind}, {"outcome", done ? "done" : "failed"}});
  if (!done) fail(job, done.error());
}

void WorkerLoop::fail(const domain::Job& job, const base::Error& error) {
  const auto now = services_.clock.now();
  const auto decision = domain::decide_retry(job, error.code, services_.ids.random_fraction());
  base::log_error(decision.retry ? "a job failed and will be tried again" : "a job failed for good", error,
                  {{"kind", job.kind}, {"job", std::to_string(job.id)}, {"attempt", std::to_string(job.attempt)}});
  const auto noted = decision.retry ? queue_.retry_later(job, now + decision.delay, cause_of(error)) : abandon(job, error);
  if (!noted) base::log_error("a failed job could not be put back", noted.error(), {{"kind", job.kind}});
}

base::Result<void> WorkerLoop::abandon(const domain::Job& job, const base::Error& error) {
  const auto now = services_.clock.now();
  const auto handler = job_handlers().find(job.kind);
  if (handler != job_handlers().end() && handler->second.give_up) {
    // Another attempt may have the job by now; giving up would spoil its work.
    const auto ours = queue_.extend(job, now + options_.lease);
    if (!ours) return base::forward_error(ours);
    if (!*ours) return {};
    if (const auto given_up = handler->second.give_up(services_, job, error); !given_up) return given_up;
  }
  return queue_.discard(job, now, cause_of(error));
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
                     {"attempt", std::to_string((*job)->attempt)}});
    if (const auto noted = abandon(**job, error); !noted) {
      base::log_error("a spent job could not be given up", noted.error(), {{"kind", (*job)->kind}});
    }
  }
}

}  // namespace worker
