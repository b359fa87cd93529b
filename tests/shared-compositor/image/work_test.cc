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
