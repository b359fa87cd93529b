#include "image/work.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>
#include <vector>

using compositor::image::Work;

namespace {

// The caller's thread begins when the other one has begun a job, so that both have some.
void on_two_threads(int count, const std::function<void(int)>& job) {
  std::atomic<int> next{0};
  std::atomic<bool> begun{false};
  const auto take = [&] {
    for (int i = next++; i < count; i = next++) {
      begun = true;
      job(i);
    }
  };
  std::thread other(take);
  while (!begun) std::this_thread::yield();
  take();
  other.join();
}

}  // namespace

TEST_CASE("progress is told on the calling thread alone, and threads join once for all jobs") {
  const auto here = std::this_thread::get_id();
  int joined = 0;
  bool elsewhere = false;
  std::vector<double> told;
  Work work([&](int count, const std::function<void(int)>& job) { ++joined, on_two_threads(count, job); },
            [&](double done) {
              if (std::this_thread::get_id() == here) told.push_back(done);
              else elsewhere = true;
              return true;
            });
  work.stage(1);
  std::atomic<int> jobs{0};
  work.each(1000, [&](int) { ++jobs; });
  REQUIRE(jobs == 1000);
  REQUIRE(joined == 1);
  REQUIRE_FALSE(elsewhere);
  REQUIRE(std::is_sorted(told.begin(), told.end()));
  REQUIRE(told.front() == 0);
  REQUIRE(told.back() == Approx(1));
}

TEST_CASE("no thread begins another job once the work is canceled") {
  constexpr int kJobs = 2000;
  std::atomic<bool> refused{false};
  std::atomic<int> late{0};
  Work work(on_two_threads, [&](double done) {
    if (done > 0) refused = true;
    return done == 0;
  });
  work.stage(1);
  work.each(kJobs, [&](int) {
    if (!refused) return;
    ++late;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // longer than the other thread needs to hear of it
  });
  REQUIRE(work.canceled());
  REQUIRE(late < kJobs / 2);
}
