#include "worker/worker_loop.h"

#include <exception>
#include <utility>

#include "base/log.h"
#include "worker/job_handlers.h"
#include "worker/lease_keeper.h"

namespace worker {

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
  const auto rescued = queue_.rescue(services_.clock.now());
  if (!rescued) {
    base::log_error("jobs could not be rescued", rescued.error());
    return;
  }
  if (*rescued > 0) base::log(base::LogLevel::kWarning, "jobs rescued", {{"count", std::to_string(*rescued)}});
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
  const std::string cause = error.cause.empty() ? error.public_message : error.cause;
  base::Result<void> noted;
  if (decision.retry) {
    noted = queue_.retry_later(job, now + decision.delay, cause);
  } else {
    const auto handler = job_handlers().find(job.kind);
    if (handler != job_handlers().end() && handler->second.give_up) {
      // Another attempt may have the job by now; giving up would spoil its work.
      const auto ours = queue_.extend(job, now + options_.lease);
      if (ours && !*ours) return;
      noted = ours ? handler->second.give_up(services_, job, error) : base::Result<void>(base::forward_error(ours));
    }
    // What could not be given up stays claimed; its lease runs out and it comes round again.
    if (noted) noted = queue_.discard(job, now, cause);
  }
  if (!noted) base::log_error("a failed job could not be put back", noted.error(), {{"kind", job.kind}});
}

}  // namespace worker
