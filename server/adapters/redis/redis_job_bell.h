#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/redis/redis_connection.h"
#include "base/result.h"
#include "ports/job_bell.h"

namespace adapters::redis {

struct RedisJobBellOptions {
  std::string prefix = "picasso:jobs";
  std::string consumer = "worker";  // its name in the group; one a process
  std::vector<std::string> kinds = {};  // heard by wait
  std::chrono::milliseconds orphaned_after{60'000};  // an entry that its consumer did not acknowledge goes to another
  std::chrono::milliseconds look_for_orphans_every{15'000};
};

// Announces jobs on one Redis stream a kind ("{prefix}:kind"), which the group "workers" reads: each announcement goes to
// one worker, in whatever process it waits. An acknowledged entry is deleted, so a stream holds what is outstanding, and
// at most some ten thousand. Any thread may ring or wait. While Redis is away announcements are dropped, waits sleep, and
// the log says so once per outage; take_lost() then tells that they must be made again, as it does after a flush.
class RedisJobBell : public ports::JobBell {
 public:
  // A URL that redis_address_from refuses gives a bell that is always out of order.
  explicit RedisJobBell(const std::string& redis_url, RedisJobBellOptions options = {});

  void ring(const std::vector<ports::JobAnnouncement>& ready) noexcept override;
  std::optional<ports::JobAnnouncement> wait(std::chrono::milliseconds timeout) noexcept override;
  void acknowledge(const ports::JobAnnouncement& heard) noexcept override;
  bool take_lost() noexcept override;

  base::Result<void> ping();

 private:
  using Clock = std::chrono::steady_clock;

  std::unique_ptr<RedisConnection> take_connection();
  void give_back(std::unique_ptr<RedisConnection> connection);
  // Runs one command on a connection of the pool, on a new one where an idle one turned out to be dead.
  std::optional<RedisAnswer> run(const std::vector<std::string>& words, std::chrono::milliseconds patience);
  std::optional<RedisAnswer> try_to_run(const std::vector<std::string>& words, std::chrono::milliseconds patience);
  [[nodiscard]] std::string stream_of(std::string_view kind) const;
  std::optional<ports::JobAnnouncement> take_heard();
  void keep_heard(const std::string& kind, const RedisAnswer& entries);
  bool listen(std::chrono::milliseconds timeout);
  bool listen_until(Clock::time_point until);
  void create_groups();
  void adopt_orphans();
  void forget_dead_consumers(const std::string& stream);
  void note_reachable(bool reachable);

  const std::optional<RedisAddress> address_;
  const RedisJobBellOptions options_;
  std::atomic<bool> away_ = false;
  std::atomic<bool> lost_ = false;
  std::mutex mutex_;
  Clock::time_point next_try_;      // while Redis is away
  Clock::time_point next_adoption_;
  std::vector<std::unique_ptr<RedisConnection>> idle_;
  std::deque<ports::JobAnnouncement> heard_;  // read, but not told to a waiter yet
};

}  // namespace adapters::redis
