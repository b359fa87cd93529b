#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "http/message.h"
#include "sandbox/services/printful/rate_limit.h"
#include "sandbox/services/printify/rate_limit.h"
#include "sandbox/services/world.h"

namespace sandbox {

// All stand-ins behind one request handler. Safe to call from many threads.
class Sandbox {
 public:
  explicit Sandbox(Config config, std::function<std::int64_t()> now_ms = system_now_ms);
  ~Sandbox();  // stops the background work and saves the state

  http::Response handle(const http::Request& request);

  // Sends webhooks, fetches print files, ships, expires and saves, from now on. Without it nothing happens by itself.
  void start_background_work();

  World& world() { return world_; }

 private:
  http::Response answer_page(const http::Request& request);
  http::Response answer_service(const std::string& service, const http::Request& request);
  void repeat(std::function<bool()> step);

  World world_;
  printful::RateLimit printful_limit_;
  printify::RateLimits printify_limits_;
  std::mutex mutex_;
  std::condition_variable stop_asked_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace sandbox
