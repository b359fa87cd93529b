#include "adapters/redis/redis_job_bell.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "base/log.h"

namespace adapters::redis {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{1000};
constexpr const char* kGroup = "workers";
constexpr const char* kConsumer = "worker";
// Old rings are worthless: workers look into the database anyway. Kept long enough to be seen while debugging.
constexpr const char* kMaxLength = "10000";

bool group_is_missing(const RedisAnswer& answer) {
  return answer.kind == RedisAnswer::Kind::kError && answer.text.starts_with("NOGROUP");
}

// XREADGROUP answers [[stream, [[id, fields], ...]]].
std::string entry_id_in(const RedisAnswer& answer) {
  const RedisAnswer* at = &answer;
  for (const std::size_t step : {0U, 1U, 0U, 0U}) {
    if (at->list.size() <= step) return {};
    at = &at->list[step];
  }
  return at->text;
}

}  // namespace

RedisJobBell::RedisJobBell(const std::string& redis_url, std::string stream)
    : address_(redis_address_from(redis_url)), stream_(std::move(stream)) {}

std::unique_ptr<RedisConnection> RedisJobBell::take_connection() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void RedisJobBell::give_back(std::unique_ptr<RedisConnection> connection) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(connection));
}

std::optional<RedisAnswer> RedisJobBell::run(const std::vector<std::string>& words, milliseconds patience) {
  if (!address_) return std::nullopt;
  while (auto connection = take_connection()) {
    if (auto answer = connection->command(words, patience)) {
      give_back(std::move(connection));
      return answer;
    }
  }
  auto connection = RedisConnection::open(*address_, kPatience);
  if (!connection) return std::nullopt;
  auto answer = connection->command(words, patience);
  if (answer) give_back(std::move(connection));
  return answer;
}

void RedisJobBell::note_reachable(bool reachable) {
  const bool was_away = away_.exchange(!reachable);
  if (was_away && reachable) base::log(base::LogLevel::kInfo, "Redis answers again");
  if (!was_away && !reachable) base::log(base::LogLevel::kWarning, "Redis does not answer; workers poll meanwhile");
}

void RedisJobBell::ring(std::string_view kind) noexcept {
  try {
    const auto answer =
        run({"XADD", stream_, "MAXLEN", "~", kMaxLength, "*", "kind", std::string(kind)}, kPatience);
    note_reachable(answer && answer->kind == RedisAnswer::Kind::kText);
  } catch (const std::exception&) {
    // Out of memory at worst: the worker's poll finds the job.
  }
}

bool RedisJobBell::wait_for_ring(milliseconds timeout) {
  const auto block = std::to_string(std::max<std::int64_t>(1, timeout.count()));
  const std::vector<std::string> read = {"XREADGROUP", "GROUP", kGroup, kConsumer, "COUNT",   "1",
                                         "BLOCK",      block,   "STREAMS", stream_, ">"};
  auto answer = run(read, timeout + kPatience);
  if (answer && group_is_missing(*answer)) {
    run({"XGROUP", "CREATE", stream_, kGroup, "0", "MKSTREAM"}, kPatience);
    answer = run(read, timeout + kPatience);
  }
  const bool works = answer && answer->kind != RedisAnswer::Kind::kError;
  note_reachable(works);
  if (!works) return false;
  if (const auto id = entry_id_in(*answer); !id.empty()) run({"XACK", stream_, kGroup, id}, kPatience);
  return true;
}

void RedisJobBell::wait(milliseconds timeout) noexcept {
  const auto until = steady_clock::now() + timeout;
  try {
    if (wait_for_ring(timeout)) return;
  } catch (const std::exception&) {
    // Sleeps below, as when Redis is away.
  }
  std::this_thread::sleep_until(until);
}

base::Result<void> RedisJobBell::ping() {
  const auto answer = run({"PING"}, kPatience);
  if (answer && answer->text == "PONG") return {};
  return base::fail(base::ErrorCode::kUnavailable, "The shop is busy at the moment. Please try again shortly.",
                    "Redis does not answer");
}

}  // namespace adapters::redis
