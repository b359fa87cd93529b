#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdint>
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "simulation.h"
#include "test_conditions.h"

namespace {

using simulation::PlantedBug;

struct Sum {
  std::mutex mutex;
  std::map<std::uint64_t, std::vector<std::string>> violations;  // by seed
  std::int64_t orders_paid = 0;
  std::int64_t deaths = 0;
};

void run_share(std::atomic<std::uint64_t>& next, std::uint64_t end, PlantedBug bug, Sum& sum) {
  for (auto seed = next++; seed < end; seed = next++) {
    auto outcome = simulation::run(seed, bug);
    const std::lock_guard lock(sum.mutex);
    sum.orders_paid += outcome.orders_paid;
    sum.deaths += outcome.deaths;
    if (!outcome.violations.empty()) sum.violations[seed] = std::move(outcome.violations);
  }
}

int run_many(std::uint64_t first, std::uint64_t count, unsigned threads, PlantedBug bug) {
  Sum sum;
  std::atomic<std::uint64_t> next = first;
  std::vector<std::thread> shares;
  for (unsigned i = 0; i < threads; ++i) {
    shares.emplace_back([&] { run_share(next, first + count, bug, sum); });
  }
  for (auto& share : shares) share.join();
  std::size_t violations = 0;
  for (const auto& [seed, sentences] : sum.violations) {
    for (const auto& sentence : sentences) std::cout << "seed " << seed << ": " << sentence << '\n';
    violations += sentences.size();
  }
  std::cout << sum.orders_paid << " orders paid, " << sum.deaths << " processes killed\n";
  std::cout << "seeds " << count << ", violations " << violations << '\n';
  return violations == 0 ? 0 : 1;
}

int tell_one(std::uint64_t seed, PlantedBug bug) {
  const auto outcome = simulation::run(seed, bug, simulation::Telling::kWholeStory);
  for (const auto& line : outcome.story) std::cout << line << '\n';
  std::cout << "seed " << seed << ", violations " << outcome.violations.size() << '\n';
  return outcome.violations.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Runs the shop on in-memory twins under faults, one seed a run, and checks that nothing was lost or doubled.");
  std::uint64_t seeds = 300;
  std::uint64_t first = 1;
  std::uint64_t seed = 0;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  std::string plant;
  app.add_option("--seeds", seeds, "how many runs")->check(CLI::PositiveNumber);
  app.add_option("--first", first, "the first run's seed");
  const auto* one = app.add_option("--seed", seed, "replays this run and tells its story")->excludes("--seeds", "--first");
  app.add_option("--threads", threads, "runs at once")->check(CLI::PositiveNumber);
  app.add_option("--plant", plant, "with this bug in the shop; see planted_bug.h");
  CLI11_PARSE(app, argc, argv);
  const auto bug = plant.empty() ? PlantedBug::kNone : simulation::planted_bug_from(plant);
  if (!bug) {
    std::cerr << "there is no planted bug '" << plant << "'\n";
    return 2;
  }
  const simulation::Silence silence;
  return one->count() > 0 ? tell_one(seed, *bug) : run_many(first, seeds, threads, *bug);
}
