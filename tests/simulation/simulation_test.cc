#include "simulation.h"

#include <catch2/catch.hpp>

#include "test_conditions.h"

using simulation::PlantedBug;

TEST_CASE("300 runs under faults lose nothing and double nothing") {
  const simulation::Silence silence;
  const int runs = simulation::kIsSanitized ? 50 : 300;
  int paid = 0;
  int deaths = 0;
  for (int seed = 1; seed <= runs; ++seed) {
    const auto outcome = simulation::run(static_cast<std::uint64_t>(seed));
    INFO("./picasso simulate --seed " << seed);
    for (const auto& violation : outcome.violations) FAIL_CHECK(violation);
    paid += outcome.orders_paid;
    deaths += outcome.deaths;
  }
  // A world in which nothing happens would break no rule either.
  CHECK(paid > runs);
  CHECK(deaths > runs);
}

TEST_CASE("a seed is a run: twice the same is the same to the last step, another is another") {
  const simulation::Silence silence;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto digest = simulation::run(seed).digest;
    CHECK(simulation::run(seed).digest == digest);
    CHECK(simulation::run(seed + 1000).digest != digest);
  }
}

TEST_CASE("a story is only told when it is asked for, and reading along changes nothing") {
  const simulation::Silence silence;
  const auto told = simulation::run(7, PlantedBug::kNone, simulation::Telling::kWholeStory);
  const auto quiet = simulation::run(7);
  CHECK(told.story.size() > 20);
  CHECK(quiet.story.empty());
  CHECK(told.digest == quiet.digest);
}

TEST_CASE("each planted bug is found within 1000 runs") {
  const simulation::Silence silence;
  const auto bug = GENERATE(from_range(simulation::kAllPlantedBugs));
  INFO(to_string(bug));
  std::uint64_t seed = 1;
  while (seed <= 1000 && simulation::run(seed, bug).violations.empty()) ++seed;
  CHECK(seed <= 1000);
}
