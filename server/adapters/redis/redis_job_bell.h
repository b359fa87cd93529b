#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/redis/redis_connection.h"
#include "base/result.h"
#include "ports/job_bell.h"

namespace adapters::redis {

// Rings over a Redis stream that all workers of the group "workers" read: each ring wakes one of them, in whatever
// process it waits. Any thread may ring or wait. While Redis is away rings are dropped, waits sleep, and the log says so
// once per outage.
class RedisJobBell : public ports::JobBell {
 public:
  // A URL that redis_address_from refuses gives a bell that is always out of order.
  explicit RedisJobBell(const std::string& redis_url, std::string stream = "picasso:jobs");

  void ring(std::string_view kind) noexcept override;
  void wait(std::chrono::milliseconds timeout) noexcept override;

  base::Result<void> ping();

 private:
  std::unique_ptr<RedisConnection> take_connection();
  void give_back(std::unique_ptr<RedisConnection> connection);
  // Runs one command on a connection of the pool, on a new one where an idle one turned out to be dead.
  std::optional<RedisAnswer> run(const std::vector<std::string>& words, std::chrono::milliseconds patience);
  bool wait_for_ring(std::chrono::milliseconds timeout);
  void note_reachable(bool reachable);

  const std::optional<RedisAddress> address_;
  const std::string stream_;
  std::atomic<bool> away_ = false;
  std::mutex mutex_;
  std::vector<std::unique_ptr<RedisConnection>> idle_;
};

}  // namespace adapters::redis
