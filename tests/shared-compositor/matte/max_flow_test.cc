#include "matte/max_flow.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>

using compositor::matte::GridCut;

namespace {

constexpr int kWide = 4, kHigh = 3, kPixels = kWide * kHigh;

struct Link {
  int from, to;
  std::int32_t capacity;
};

struct Problem {
  std::vector<std::int32_t> terminals;
  std::vector<Link> links;

  explicit Problem(std::uint32_t seed) {
    auto chance = [state = seed * 2654435761u + 1](std::uint32_t below) mutable {
      state = state * 1664525u + 1013904223u;
      return static_cast<std::int32_t>((state >> 8) % below);
    };
    for (int i = 0; i < kPixels; ++i) terminals.push_back(chance(41) - 20);
    for (int i = 0; i < kPixels; ++i) {
      for (const auto& [dx, dy] : {std::pair(1, 0), std::pair(0, 1), std::pair(1, 1), std::pair(-1, 1)}) {
        const int x = i % kWide + dx, y = i / kWide + dy;
        if (x >= 0 && x < kWide && y < kHigh) links.push_back({i, y * kWide + x, chance(12)});
      }
    }
  }

  // What it costs to put the pixels of `source` on the source's side, the others on the sink's.
  [[nodiscard]] std::int64_t cost(unsigned source) const {
    std::int64_t sum = 0;
    for (int i = 0; i < kPixels; ++i) {
      const bool ours = (source >> i & 1) != 0;
      const std::int32_t t = terminals[static_cast<std::size_t>(i)];
      sum += ours ? std::max(-t, 0) : std::max(t, 0);
    }
    for (const Link& link : links) sum += (source >> link.from & 1) != (source >> link.to & 1) ? link.capacity : 0;
    return sum;
  }
};

GridCut make_cut(const Problem& problem) {
  GridCut cut(kWide, kHigh);
  for (int i = 0; i < kPixels; ++i) cut.add_terminal(i % kWide, i / kWide, problem.terminals[static_cast<std::size_t>(i)]);
  for (const Link& link : problem.links) {
    cut.join(link.from % kWide, link.from / kWide, link.to % kWide - link.from % kWide, link.to / kWide - link.from / kWide, link.capacity);
  }
  return cut;
}

unsigned source_side(const GridCut& cut) {
  unsigned side = 0;
  for (int i = 0; i < kPixels; ++i) side |= cut.on_source_side(i % kWide, i / kWide) ? 1u << i : 0u;
  return side;
}

}  // namespace

TEST_CASE("the cut is the cheapest of all, and costs what flows") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Problem problem(seed);
    GridCut cut = make_cut(problem);
    cut.solve(1'000'000);
    std::int64_t cheapest = std::numeric_limits<std::int64_t>::max();
    for (unsigned side = 0; side < 1u << kPixels; ++side) cheapest = std::min(cheapest, problem.cost(side));
    REQUIRE(problem.cost(source_side(cut)) == cheapest);
    REQUIRE(cut.flow() == cheapest);
  }
}

TEST_CASE("a cut that goes on from another problem's flow is the one found from the start") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Problem problem(seed);
    GridCut changed = make_cut(problem);
    for (std::uint32_t next = 1; next <= 3; ++next) {
      changed.solve(1'000'000);
      const Problem other(seed + 1000 * next);
      for (int i = 0; i < kPixels; ++i) {
        const auto pixel = static_cast<std::size_t>(i);
        changed.add_terminal(i % kWide, i / kWide, other.terminals[pixel] - problem.terminals[pixel]);
      }
      problem.terminals = other.terminals;
    }
    changed.solve(1'000'000);
    GridCut anew = make_cut(problem);
    anew.solve(1'000'000);
    REQUIRE(source_side(changed) == source_side(anew));
  }
}

TEST_CASE("a bound on the paths ends the search") {
  const Problem problem(7);
  GridCut cut = make_cut(problem), stopped = make_cut(problem);
  cut.solve(1'000'000);
  stopped.solve(1);
  REQUIRE(stopped.flow() > 0);
  REQUIRE(stopped.flow() < cut.flow());
}
