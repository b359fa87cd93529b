#include "image/work.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

using compositor::image::Work;

TEST_CASE("work without a ForEach is done one after another") {
  std::vector<int> order;
  Work work;
  work.each(5, [&](int i) { order.push_back(i); });
  REQUIRE(order == std::vector{0, 1, 2, 3, 4});
}

TEST_CASE("progress never falls, ends at 1 and each job is done once") {
  std::vector<double> told;
  std::vector<int> times(37);
  Work work({}, [&](double done) { return told.push_back(done), true; });
  work.stage(0.5);
  work.done(0.4);
  work.stage(1);
  work.each(37, [&](int i) { ++times[static_cast<std::size_t>(i)]; }, 0, 0.5);
  work.each(2, [](int) {}, 0.5, 1);
  REQUIRE(std::is_sorted(told.begin(), told.end()));
  REQUIRE(told.front() == 0);
  REQUIRE(told.back() == Approx(1));
  REQUIRE(times == std::vector<int>(37, 1));
}

TEST_CASE("short jobs are done once each, and each row of a picture is in one band") {
  std::vector<int> times(53), rows(53);
  Work work([](int count, const std::function<void(int)>& job) {
    for (int i = count - 1; i >= 0; --i) job(i);
  });
  work.at_once(53, [&](int i) { ++times[static_cast<std::size_t>(i)]; });
  work.rows(53, [&](int first, int end) {
    REQUIRE(first < end);
    for (int y = first; y < end; ++y) ++rows[static_cast<std::size_t>(y)];
  });
  work.rows(0, [](int, int) { FAIL("a picture without rows has no band"); });
  REQUIRE(times == std::vector<int>(53, 1));
  REQUIRE(rows == times);
}

TEST_CASE("canceled work stops and stays canceled") {
  int jobs = 0, asked = 0;
  Work work({}, [&](double done) { return ++asked, done < 0.3; });
  work.stage(1);
  work.each(100, [&](int) { ++jobs; });
  REQUIRE(work.canceled());
  REQUIRE(jobs < 60);
  const int before = asked;
  work.each(100, [&](int) { ++jobs; });
  work.done(1);
  REQUIRE(jobs < 60);
  REQUIRE(asked == before);
}

TEST_CASE("no jobs are no work") {
  Work work({}, [](double) { return true; });
  work.each(0, [](int) { FAIL(); });
}
