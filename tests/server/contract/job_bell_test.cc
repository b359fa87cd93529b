#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>
#include <thread>

#include "adapters/memory/memory_job_bell.h"
#include "adapters/redis/redis_job_bell.h"
#include "store_is_missing.h"

using namespace std::chrono_literals;
using adapters::redis::RedisAnswer;
using adapters::redis::RedisConnection;
using adapters::redis::RedisJobBell;

namespace {

const char* test_redis_url() { return std::getenv("TEST_REDIS_URL"); }

struct OnMemory {
  static bool available() { return true; }
  adapters::memory::MemoryJobBell bell;
  ports::JobBell& ringer = bell;
};

// Streams of its own, and a second bell on them as another process would have.
struct OnRedis {
  static bool available() { return test_redis_url() != nullptr; }

  std::string prefix = "test:jobs:" + std::to_string(getpid());
  RedisJobBell bell{test_redis_url(), options("one")};
  RedisJobBell other{test_redis_url(), options("two")};
  ports::JobBell& ringer = other;

  [[nodiscard]] adapters::redis::RedisJobBellOptions options(
      const std::string& consumer, std::chrono::milliseconds orphaned_after = 60s) const {
    return {.prefix = prefix,
            .consumer = consumer,
            .kinds = {"design.render", "order.send_mail"},
            .orphaned_after = orphaned_after,
            .look_for_orphans_every = 1ms};
  }
  [[nodiscard]] std::string stream(const std::string& kind = "design.render") const { return "{" + prefix + "}:" + kind; }

  static RedisAnswer answer(const std::vector<std::string>& words) {
    auto connection = RedisConnection::open(*adapters::redis::redis_address_from(test_redis_url()), 1s);
    REQUIRE(connection);
    return connection->command(words, 1s).value();
  }
  static std::string ask(const std::vector<std::string>& words) { return answer(words).text; }
  void flush() const { ask({"DEL", stream(), stream("order.send_mail")}); }
  ~OnRedis() { flush(); }
};

std::chrono::milliseconds time_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace

#define SKIP_UNLESS_THERE(Fixture)                                            \
  if (!Fixture::available()) {                                                \
    contract::store_is_missing("TEST_REDIS_URL");                             \
    return;                                                                   \
  }

TEMPLATE_TEST_CASE("a ring wakes who waits, long before the time-out", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  std::thread ringer([&] {
    std::this_thread::sleep_for(100ms);
    on.ringer.ring({{7, "design.render"}});
  });
  const auto waited = time_of([&] { on.bell.wait(10s); });
  ringer.join();
  CHECK(waited >= 50ms);
  CHECK(waited < 5s);
}

TEMPLATE_TEST_CASE("a ring that came before the wait is not lost, and wakes once", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  on.ringer.ring({{7, "design.render"}});
  CHECK(time_of([&] { on.bell.wait(10s); }) < 5s);
  CHECK(time_of([&] { on.bell.wait(200ms); }) >= 190ms);
}

TEMPLATE_TEST_CASE("without a ring the wait ends with its time-out", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  const auto waited = time_of([&] { on.bell.wait(300ms); });
  CHECK(waited >= 290ms);
  CHECK(waited < 3s);
}

TEMPLATE_TEST_CASE("two rings wake two of the waiting workers", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  std::atomic<int> woken_early = 0;
  const auto wait = [&] {
    if (time_of([&] { on.bell.wait(20s); }) < 10s) ++woken_early;
  };
  std::thread one(wait);
  std::thread two(wait);
  on.ringer.ring({{7, "design.render"}});
  on.ringer.ring({{8, "order.send_mail"}});
  one.join();
  two.join();
  CHECK(woken_early == 2);
}

TEST_CASE("a Redis bell survives a lost connection and a flushed store") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.bell.wait(1ms);
  on.ask({"CLIENT", "KILL", "TYPE", "normal"});
  on.flush();
  on.ringer.ring({{7, "design.render"}});
  CHECK(time_of([&] { on.bell.wait(10s); }) < 5s);
  CHECK(on.bell.ping());
}

TEMPLATE_TEST_CASE("what is heard is what was announced, each once", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  on.ringer.ring({{7, "design.render"}, {9, "design.render"}, {8, "order.send_mail"}});
  std::set<std::pair<std::int64_t, std::string>> heard;
  for (int i = 0; i < 3; ++i) {
    const auto one = on.bell.wait(5s);
    REQUIRE(one);
    heard.emplace(one->job_id, one->kind);
    on.bell.acknowledge(*one);
  }
  CHECK(heard == std::set<std::pair<std::int64_t, std::string>>{{7, "design.render"}, {8, "order.send_mail"}, {9, "design.render"}});
  CHECK_FALSE(on.bell.wait(1ms));
}

TEST_CASE("an announcement whose worker died with it is told to another, an acknowledged one is gone") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.ringer.ring({{7, "design.render"}, {8, "order.send_mail"}});
  std::int64_t lost = 0;
  {
    RedisJobBell dies(test_redis_url(), on.options("dies"));
    const auto first = dies.wait(5s);
    REQUIRE(first);
    dies.acknowledge(*first);
    const auto second = dies.wait(5s);
    REQUIRE(second);
    lost = second->job_id;
  }
  CHECK_FALSE(on.bell.wait(1ms));
  RedisJobBell adopts(test_redis_url(), on.options("adopts", 100ms));
  std::this_thread::sleep_for(150ms);
  const auto adopted = adopts.wait(5s);
  REQUIRE(adopted);
  CHECK(adopted->job_id == lost);
  adopts.acknowledge(*adopted);
  std::this_thread::sleep_for(150ms);
  CHECK_FALSE(adopts.wait(1ms));
}

TEST_CASE("a stream holds what is outstanding only, and never grows without end") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.ringer.ring({{7, "design.render"}, {8, "design.render"}});
  const auto heard = on.bell.wait(5s);
  REQUIRE(heard);
  CHECK(on.ask({"XLEN", on.stream()}) == "2");
  on.bell.acknowledge(*heard);
  CHECK(on.ask({"XLEN", on.stream()}) == "1");

  on.ringer.ring(std::vector<ports::JobAnnouncement>(12'000, {9, "design.render"}));
  CHECK(std::stoi(on.ask({"XLEN", on.stream()})) < 11'000);
}

TEST_CASE("a flushed Redis is noticed once, its groups are there again, and what is announced anew is heard") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.bell.wait(1ms);
  on.bell.take_lost();
  CHECK_FALSE(on.bell.take_lost());
  on.ringer.ring({{7, "design.render"}});
  on.flush();
  CHECK_FALSE(on.bell.wait(10ms));
  CHECK(on.bell.take_lost());
  CHECK_FALSE(on.bell.take_lost());
  on.ringer.ring({{7, "design.render"}});
  CHECK(on.bell.wait(5s));
}

TEST_CASE("a flush while a worker waits costs that wait at most") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.bell.wait(1ms);
  std::thread flusher([&] {
    std::this_thread::sleep_for(50ms);
    on.flush();
    on.ringer.ring({{7, "design.render"}});
  });
  const auto first = on.bell.wait(300ms);
  const bool heard = first || on.bell.wait(5s);
  flusher.join();
  CHECK(heard);
}

TEST_CASE("a bell that was out of order tells so when it works again, not before") {
  RedisJobBell bell("unix:///nonexistent/redis.sock", {.kinds = {"design.render"}});
  bell.ring({{7, "design.render"}});
  CHECK_FALSE(bell.take_lost());
}

TEST_CASE("a worker that missed Redis hears again when it comes back empty") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  const std::string url = test_redis_url();
  if (!url.starts_with("unix://")) return;
  const auto link = std::filesystem::temp_directory_path() / ("bell-" + std::to_string(getpid()) + ".sock");
  std::filesystem::remove(link);
  RedisJobBell bell("unix://" + link.string(), on.options("three"));
  CHECK_FALSE(bell.wait(1ms));  // away
  std::filesystem::create_symlink(url.substr(7), link);
  bool heard = false;
  for (int i = 0; i < 20 && !heard; ++i) {
    on.ringer.ring({{7, "design.render"}});
    heard = bell.wait(500ms).has_value();
  }
  std::filesystem::remove(link);
  CHECK(heard);
}

TEST_CASE("while Redis is away rings return at once and waits sleep") {
  for (const std::string url : {"unix:///nonexistent/redis.sock", "redis://127.0.0.1:1/0", "nonsense"}) {
    INFO(url);
    RedisJobBell bell(url, {.kinds = {"design.render"}});
    CHECK(time_of([&] { bell.ring({{7, "design.render"}}); }) < 1s);
    CHECK(time_of([&] { bell.wait(150ms); }) >= 140ms);
    CHECK(bell.ping().error().code == base::ErrorCode::kUnavailable);
  }
}

TEST_CASE("Redis addresses are read in both forms") {
  using adapters::redis::redis_address_from;
  const auto tcp = redis_address_from("redis://cache.example:6380/2");
  REQUIRE(tcp);
  CHECK(tcp->host == "cache.example");
  CHECK(tcp->port == 6380);
  CHECK(tcp->database == 2);
  CHECK(redis_address_from("redis://127.0.0.1")->port == 6379);
  const auto locked = redis_address_from("redis://:s3cret@cache.example:6380");
  REQUIRE(locked);
  CHECK(locked->host == "cache.example");
  CHECK(locked->password.expose() == "s3cret");
  CHECK_FALSE(redis_address_from("redis://:@cache.example"));
  const auto local = redis_address_from("unix:///run/redis.sock?db=3");
  REQUIRE(local);
  CHECK(local->socket_path == "/run/redis.sock");
  CHECK(local->database == 3);
  for (const auto* wrong : {"", "redis://", "redis://h:0", "redis://h:x", "redis://h/x", "unix://relative", "http://h"}) {
    INFO(wrong);
    CHECK_FALSE(redis_address_from(wrong));
  }
}
