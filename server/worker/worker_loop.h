#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "app/services.h"
#include "ports/job_bell.h"
#include "ports/job_queue.h"
#include "worker/periodic_jobs.h"

namespace worker {

struct WorkerOptions {
  std::string name;  // in logs and on leases
  std::chrono::milliseconds lease{30'000};  // a killed worker's job waits this long
  std::chrono::milliseconds poll{2'000};  // how long a lost ring of the bell can delay a job
};

// Claims and runs jobs one after another until `stopping`; the job in hand is finished first. Run it in several threads
// for concurrency. A lease is extended while its job runs; one lost all the same (a stopped process) is rescued by any
// loop, and the fencing number keeps the loser from finishing it.
class WorkerLoop {
 public:
  WorkerLoop(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, WorkerOptions options);

  void run(const std::atomic<bool>& stopping);
  // Runs one ready job; false when none was ready or the queue did not answer.
  bool run_one();
  // Enqueues what is due by the clock, returns jobs with expired leases to the queue, gives up those that lost their
  // worker too often, and publishes the queue's depth.
  void look_after_queue();

 private:
  void execute(const domain::Job& job);
  void fail(const domain::Job& job, const base::Error& error);
  // Calls the kind's give_up, then discards the job. A job that could not be given up stays claimed; its lease runs out
  // and it comes round again.
  base::Result<void> abandon(const domain::Job& job, const base::Error& error);
  void abandon_spent_jobs();

  app::Services& services_;
  ports::JobQueue& queue_;
  ports::JobBell& bell_;
  WorkerOptions options_;
  PeriodicEnqueuer periodic_;
};

}  // namespace worker
