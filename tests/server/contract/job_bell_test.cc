#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <thread>

#include "adapters/memory/memory_job_bell.h"
#include "adapters/redis/redis_job_bell.h"

using namespace std::chrono_literals;
using adapters::redis::RedisConnection;
using adapters::redis::RedisJobBell;

namespace {

const char* test_redis_url() { return std::getenv("TEST_REDIS_URL"); }

struct OnMemory {
  static bool available() { return true; }
  adapters::memory::MemoryJobBell bell;
  ports::JobBell& ringer = bell;
};

// A stream of its own, and a second bell on it as another process would have.
struct OnRedis {
  static bool available() { return test_redis_url() != nullptr; }

  std::string stream = "test:jobs:" + std::to_string(getpid());
  RedisJobBell bell{test_redis_url(), stream};
  RedisJobBell other{test_redis_url(), stream};
  ports::JobBell& ringer = other;

  std::string ask(const std::vector<std::string>& words) {
    auto connection = RedisConnection::open(*adapters::redis::redis_address_from(test_redis_url()), 1s);
    REQUIRE(connection);
    return connection->command(words, 1s).value().text;
  }
  ~OnRedis() { ask({"DEL", stream}); }
};

std::chrono::milliseconds time_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace

#define SKIP_UNLESS_THERE(Fixture)                                            \
  if (!Fixture::available()) {                                                \
    WARN("skipped: TEST_REDIS_URL is not set, nothing ran against Redis");    \
    return;                                                                   \
  }

TEMPLATE_TEST_CASE("a ring wakes who waits, long before the time-out", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  std::thread ringer([&] {
    std::this_thread::sleep_for(100ms);
    on.ringer.ring("design.render");
  });
  const auto waited = time_of([&] { on.bell.wait(10s); });
  ringer.join();
  CHECK(waited >= 50ms);
  CHECK(waited < 5s);
}

TEMPLATE_TEST_CASE("a ring that came before the wait is not lost, and wakes once", "", OnMemory, OnRedis) {
  SKIP_UNLESS_THERE(TestType);
  TestType on;
  on.ringer.ring("design.render");
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
  on.ringer.ring("design.render");
  on.ringer.ring("order.send_mail");
  one.join();
  two.join();
  CHECK(woken_early == 2);
}

TEST_CASE("a Redis bell survives a lost connection and a flushed store") {
  SKIP_UNLESS_THERE(OnRedis);
  OnRedis on;
  on.bell.wait(1ms);
  on.ask({"CLIENT", "KILL", "TYPE", "normal"});
  on.ask({"DEL", on.stream});
  on.ringer.ring("design.render");
  CHECK(time_of([&] { on.bell.wait(10s); }) < 5s);
  CHECK(on.bell.ping());
}

TEST_CASE("while Redis is away rings return at once and waits sleep") {
  for (const std::string url : {"unix:///nonexistent/redis.sock", "redis://127.0.0.1:1/0", "nonsense"}) {
    INFO(url);
    RedisJobBell bell(url);
    CHECK(time_of([&] { bell.ring("design.render"); }) < 1s);
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
