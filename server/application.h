#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "config.h"
#include "ports/job_queue.h"

struct WorkOptions {
  int concurrency = 2;
  ports::JobKinds kinds;  // empty: all
  std::chrono::seconds lease{30};
  std::uint16_t operations_port = 9082;
};

// The composition root: the only place that names concrete adapters. One of it per process.
class Application {
 public:
  // Connects to nothing yet. Throws std::runtime_error when a file the process cannot live without is missing.
  // `heard` are the kinds of jobs that work() runs; empty: all.
  Application(const Config& config, int database_connections, const ports::JobKinds& heard = {});
  ~Application();

  // Answers HTTP until SIGTERM or SIGINT, then drains. Both return a process exit code.
  int serve(std::uint16_t port, int threads);
  // Runs jobs until SIGTERM or SIGINT; jobs in hand are finished first, or given back within ten seconds.
  // Answers /healthz and /metrics on loopback meanwhile.
  int work(const WorkOptions& options);
  // Writes what the proxy in front says by itself, as `<folder>/de/503.html` and `.json`.
  int write_refusals(const std::string& folder);

 private:
  struct World;
  std::unique_ptr<World> world_;
};
