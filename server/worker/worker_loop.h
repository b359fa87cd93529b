#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "app/services.h"
#include "ports/job_bell.h"
#include "ports/job_queue.h"
#include "worker/job_handlers.h"
#include "worker/periodic_jobs.h"

namespace worker {

struct WorkerOptions {
  std::string name;  // in logs and on leases
  std::chrono::milliseconds lease{30'000};  // a killed worker's job waits this long
  std::chrono::milliseconds poll{2'000};  // how long a lost announcement can delay a job
  ports::JobKinds kinds = {};  // run by this loop; empty: all
};

// Hears of jobs, claims and runs them one after another until `stopping`; the job in hand is finished first. When nothing
// is heard for a while it asks the database for the oldest ready job, so that all goes on while the bell is out of order.
// A lease is extended while its job runs; one lost all the same (a stopped process) is rescued by any
// loop, and the fencing number keeps the loser from finishing it.
class WorkerLoop {
 public:
  WorkerLoop(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, WorkerOptions options);

  void run(const std::atomic<bool>& stopping);
  // Runs the oldest ready job; false when none was ready or the queue did not answer.
  bool run_one();
  // Runs the job that was announced, if it is still to be run.
  void run_announced(const ports::JobAnnouncement& heard);
  // Enqueues what is due by the clock, returns jobs with expired leases to the queue, gives up those that lost their
  // worker too often, announces what nobody heard of, and publishes the queue's depth.
  void look_after_queue();
  // For another thread, when the process must end: gives the lease of the job in hand back. The job's work can then no
  // longer be stored by this loop.
  void hand_back();

 private:
  void execute(const domain::Job& job);
  // Puts the job back without counting the attempt, when what it needs must not be asked now. False when it may be.
  bool postpone(const domain::Job& job, const JobHandler& handler);
  void fail(const domain::Job& job, const base::Error& error);
  // Calls the kind's give_up, then discards the job. A job that could not be given up stays claimed; its lease runs out
  // and it comes round again.
  base::Result<void> abandon(const domain::Job& job, domain::DiscardReason reason, const base::Error& error);
  void abandon_spent_jobs();
  void announce_ready_jobs();
  void publish_depth();
  void hold(std::optional<domain::Job> job);

  app::Services& services_;
  ports::JobQueue& queue_;
  ports::JobBell& bell_;
  WorkerOptions options_;
  PeriodicEnqueuer periodic_;
  std::set<std::string> published_;  // series of the depth that are not zero
  std::mutex mutex_;
  std::optional<domain::Job> in_hand_;
};

}  // namespace worker
