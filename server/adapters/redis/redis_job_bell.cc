#include "adapters/redis/redis_job_bell.h"

#include <algorithm>
#include <charconv>
#include <thread>
#include <utility>

#include "base/log.h"

namespace adapters::redis {
namespace {

using ports::JobAnnouncement;
using std::chrono::milliseconds;

constexpr milliseconds kPatience{1000};
constexpr milliseconds kSlice{500};
constexpr const char* kGroup = "workers";
// Entries are hints: what is cut off is announced again from the database.
constexpr const char* kMaxLength = "10000";
constexpr long long kDeadAfterMs = 3'600'000;

long long number_in(const std::string& text) {
  long long number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The value after `name` in a flat list of names and values.
std::string value_of(const RedisAnswer& pairs, std::string_view name) {
  for (std::size_t i = 0; i + 1 < pairs.list.size(); i += 2) {
    if (pairs.list[i].text == name) return pairs.list[i + 1].text;
  }
  return {};
}

// Redis is up and reads its data: it is as if away.
bool is_loading(const RedisAnswer& answer) {
  return answer.kind == RedisAnswer::Kind::kError && answer.text.starts_with("LOADING");
}

}  // namespace

RedisJobBell::RedisJobBell(const std::string& redis_url, RedisJobBellOptions options)
    : address_(redis_address_from(redis_url)), options_(std::move(options)) {}

// The braces keep all streams in one slot of a cluster, so that one command can read them.
std::string RedisJobBell::stream_of(std::string_view kind) const {
  return "{" + options_.prefix + "}:" + std::string(kind);
}

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

// Once it answers again, the commands that follow need not wait for the next try: one of them makes its groups anew.
std::optional<RedisAnswer> RedisJobBell::run(const std::vector<std::string>& words, milliseconds patience) {
  auto answer = try_to_run(words, patience);
  if (answer && !is_loading(*answer)) note_reachable(true);
  return answer;
}

std::optional<RedisAnswer> RedisJobBell::try_to_run(const std::vector<std::string>& words, milliseconds patience) {
  if (!address_) return std::nullopt;
  {
    const std::lock_guard lock(mutex_);
    if (away_ && Clock::now() < next_try_) return std::nullopt;
    next_try_ = Clock::now() + kPatience;
  }
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
  if (!reachable) lost_ = true;
  if (was_away && reachable) base::log(base::LogLevel::kInfo, "Redis answers again");
  if (!was_away && !reachable) base::log(base::LogLevel::kWarning, "Redis does not answer; workers poll meanwhile");
}

void RedisJobBell::ring(const std::vector<JobAnnouncement>& ready) noexcept {
  try {
    for (const auto& job : ready) {
      const auto answer = run({"XADD", stream_of(job.kind), "MAXLEN", "~", kMaxLength, "*", "job",
                               std::to_string(job.job_id)},
                              kPatience);
      const bool told = answer && answer->kind == RedisAnswer::Kind::kText;
      note_reachable(told);
      if (!told) return;
    }
  } catch (const std::exception&) {
    lost_ = true;  // out of memory at worst: the database still has the jobs
  }
}

std::optional<JobAnnouncement> RedisJobBell::take_heard() {
  const std::lock_guard lock(mutex_);
  if (heard_.empty()) return std::nullopt;
  auto first = std::move(heard_.front());
  heard_.pop_front();
  return first;
}

// Entries are [[id, [name, value, ...]], ...].
void RedisJobBell::keep_heard(const std::string& kind, const RedisAnswer& entries) {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : entries.list) {
    if (entry.list.size() != 2) continue;
    heard_.push_back({number_in(value_of(entry.list[1], "job")), kind, entry.list[0].text});
  }
}

void RedisJobBell::create_groups() {
  for (const auto& kind : options_.kinds) {
    run({"XGROUP", "CREATE", stream_of(kind), kGroup, "0", "MKSTREAM"}, kPatience);
  }
  lost_ = true;
}

// XREADGROUP answers [[stream, entries], ...], nothing when the time is over.
bool RedisJobBell::listen(milliseconds timeout) {
  std::vector<std::string> read = {"XREADGROUP", "GROUP", kGroup, options_.consumer, "COUNT", "1"};
  if (timeout.count() > 0) read.insert(read.end(), {"BLOCK", std::to_string(timeout.count())});
  read.emplace_back("STREAMS");
  for (const auto& kind : options_.kinds) read.push_back(stream_of(kind));
  read.insert(read.end(), options_.kinds.size(), ">");
  auto answer = run(read, timeout + kPatience);
  if (answer && answer->kind == RedisAnswer::Kind::kError && !is_loading(*answer)) {
    // Without its group the stream is gone, and what it held with it: somebody emptied Redis, or it is new.
    create_groups();
    answer = run(read, timeout + kPatience);
  }
  if (!answer || answer->kind == RedisAnswer::Kind::kError) return false;
  for (const auto& stream : answer->list) {
    if (stream.list.size() != 2) continue;
    for (const auto& kind : options_.kinds) {
      if (stream.list[0].text == stream_of(kind)) keep_heard(kind, stream.list[1]);
    }
  }
  return true;
}

// In slices: one read can bring an announcement for each kind, and other threads that wait are to have the rest.
bool RedisJobBell::listen_until(Clock::time_point until) {
  const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
  const bool listened = listen(std::clamp(left, milliseconds{0}, kSlice));
  note_reachable(listened);
  return listened;
}

// XAUTOCLAIM answers [next, entries, deleted].
void RedisJobBell::adopt_orphans() {
  {
    const std::lock_guard lock(mutex_);
    if (Clock::now() < next_adoption_) return;
    next_adoption_ = Clock::now() + options_.look_for_orphans_every;
  }
  for (const auto& kind : options_.kinds) {
    const auto stream = stream_of(kind);
    const auto claimed = run({"XAUTOCLAIM", stream, kGroup, options_.consumer,
                              std::to_string(options_.orphaned_after.count()), "0", "COUNT", "10"},
                             kPatience);
    if (!claimed) return;
    if (claimed->list.size() >= 2) keep_heard(kind, claimed->list[1]);
    forget_dead_consumers(stream);
  }
}

// Workers have a new name at each start; the group would grow with every one.
void RedisJobBell::forget_dead_consumers(const std::string& stream) {
  const auto consumers = run({"XINFO", "CONSUMERS", stream, kGroup}, kPatience);
  if (!consumers) return;
  for (const auto& consumer : consumers->list) {
    if (value_of(consumer, "pending") != "0" || number_in(value_of(consumer, "idle")) < kDeadAfterMs) continue;
    run({"XGROUP", "DELCONSUMER", stream, kGroup, value_of(consumer, "name")}, kPatience);
  }
}

std::optional<JobAnnouncement> RedisJobBell::wait(milliseconds timeout) noexcept {
  const auto until = Clock::now() + timeout;
  try {
    if (auto heard = take_heard()) return heard;
    if (!options_.kinds.empty()) {
      adopt_orphans();
      if (auto heard = take_heard()) return heard;
      while (listen_until(until)) {
        if (auto heard = take_heard()) return heard;
        if (Clock::now() >= until) return std::nullopt;
      }
    }
  } catch (const std::exception&) {
    // Sleeps below, as when Redis is away.
  }
  std::this_thread::sleep_until(until);
  return std::nullopt;
}

void RedisJobBell::acknowledge(const JobAnnouncement& heard) noexcept {
  try {
    const auto stream = stream_of(heard.kind);
    if (run({"XACK", stream, kGroup, heard.entry}, kPatience)) run({"XDEL", stream, heard.entry}, kPatience);
  } catch (const std::exception&) {
    // Told again later, to find the job done.
  }
}

// Not before Redis answers again: what is announced meanwhile is lost as well.
bool RedisJobBell::take_lost() noexcept { return !away_ && lost_.exchange(false); }

base::Result<void> RedisJobBell::ping() {
  const auto answer = run({"PING"}, kPatience);
  if (answer && answer->text == "PONG") return {};
  return base::fail(base::ErrorCode::kUnavailable, "The shop is busy at the moment. Please try again shortly.",
                    "Redis does not answer");
}

}  // namespace adapters::redis
