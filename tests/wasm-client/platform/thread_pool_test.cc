#include "platform/thread_pool.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using platform::ThreadPool;

TEST_CASE("each job is done once, whatever the number of threads") {
  const int threads = GENERATE(0, 1, 2, 5);
  ThreadPool pool(threads);
  for (int count = 0; count < 300; ++count) {
    std::vector<std::atomic<int>> done(300);
    pool.each(count, [&](int i) { ++done[std::size_t(i)]; });
    for (int i = 0; i < 300; ++i) REQUIRE(done[std::size_t(i)] == (i < count ? 1 : 0));
  }
}

TEST_CASE("all threads take part, the caller's among them") {
  constexpr int kThreads = 3;
  ThreadPool pool(kThreads);
  std::mutex mutex;
  std::set<std::thread::id> seen;
  std::condition_variable all_here;
  // Nobody goes on before all have come.
  pool.each(kThreads, [&](int) {
    std::unique_lock lock(mutex);
    seen.insert(std::this_thread::get_id());
    all_here.notify_all();
    all_here.wait(lock, [&] { return seen.size() == kThreads; });
  });
  REQUIRE(seen.count(std::this_thread::get_id()) == 1);
  REQUIRE(pool.up() == kThreads);
}

TEST_CASE("nothing is touched after the call has returned") {
  ThreadPool pool(4);
  for (int round = 0; round < 2000; ++round) {
    std::vector<int> own(8);  // freed at the end of the round: a late thread would write into freed memory
    pool.each(8, [&](int i) { own[std::size_t(i)] = i; });
    for (int i = 0; i < 8; ++i) REQUIRE(own[std::size_t(i)] == i);
  }
}
