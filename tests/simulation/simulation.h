#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planted_bug.h"

namespace simulation {

struct Outcome {
  std::vector<std::string> violations;  // a sentence each
  std::vector<std::string> story;       // empty unless it was asked for
  std::uint64_t digest = 0;             // of the whole story
  int orders_paid = 0;
  int deaths = 0;  // of processes
};

enum class Telling { kQuiet, kWholeStory };

// Some days of the shop, all of it decided by the seed: the same seed is the same run on every machine. One thread; any
// number of runs may go on at once, each on a thread of its own.
Outcome run(std::uint64_t seed, PlantedBug bug = PlantedBug::kNone, Telling telling = Telling::kQuiet);

}  // namespace simulation
