#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace simulation {

// All the luck of a run: the same seed gives the same luck on every machine (splitmix64).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
  }
  double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
  bool happens(double probability) { return fraction() < probability; }
  int between(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
  std::chrono::milliseconds within(std::chrono::milliseconds low, std::chrono::milliseconds high) {
    return low + std::chrono::milliseconds(next() % static_cast<std::uint64_t>((high - low).count() + 1));
  }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[next() % choices.size()];
  }

 private:
  std::uint64_t state_;
};

}  // namespace simulation
