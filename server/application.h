#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "config.h"

// The composition root: the only place that names concrete adapters. One of it per process.
class Application {
 public:
  // Connects to nothing yet. Throws std::runtime_error when a file the process cannot live without is missing.
  Application(const Config& config, int database_connections);
  ~Application();

  // Answers HTTP until SIGTERM or SIGINT, then drains. Both return a process exit code.
  int serve(std::uint16_t port, int threads);
  // Runs jobs in `concurrency` loops until SIGTERM or SIGINT; jobs in hand are finished first.
  // Answers /healthz and /metrics on loopback meanwhile.
  int work(int concurrency, std::uint16_t operations_port);

 private:
  struct World;
  std::unique_ptr<World> world_;
};
