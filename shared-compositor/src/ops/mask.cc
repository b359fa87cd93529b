#include "ops/mask.h"

#include <array>

namespace compositor::ops {
namespace {

// Tables over the squared radius in [0, 2), 1024 entries to the unit, and one more to interpolate towards.
constexpr int kEntries = 2048;
constexpr int kEntryBits = 22;  // Q32 down to 1/1024
using Profile = std::array<std::uint16_t, kEntries + 1>;

constexpr std::uint64_t square_root(std::uint64_t x) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= x) root += bit;
  }
  return root;
}

// Falls smoothly (3t^2 - 2t^3) from `peak` at `inner` to nothing at `outer`; radii in 1/65536.
constexpr Profile falling(std::int64_t inner, std::int64_t outer, std::int64_t peak) {
  Profile profile{};
  for (int i = 0; i <= kEntries; ++i) {
    const auto radius = static_cast<std::int64_t>(square_root(static_cast<std::uint64_t>(i) << kEntryBits));
    std::int64_t t = ((outer - radius) << 12) / (outer - inner);
    t = t < 0 ? 0 : (t > 4096 ? 4096 : t);
    const std::int64_t smooth = (t * t * (3 * 4096 - 2 * t)) >> 24;  // 0..4096
    profile[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>((smooth * peak * 16) / 4096);
  }
  return profile;
}

constexpr std::int64_t radius(double value) { return static_cast<std::int64_t>(value * 65536); }

constexpr Profile kPet = falling(radius(0.94), radius(1.01), 255);
constexpr Profile kHalo = falling(radius(0.92), radius(1.28), 105);

int look_up(const Profile& profile, std::uint64_t radius_squared) {
  const std::uint64_t index = radius_squared >> kEntryBits;
  if (index >= kEntries) return 0;
  const auto fraction = static_cast<int>((radius_squared >> (kEntryBits - 10)) & 1023);
  const int here = profile[index], next = profile[index + 1];
  return (here * 1024 + (next - here) * fraction + 8192) >> 14;
}

}  // namespace

int pet_opacity(std::uint64_t radius_squared) { return look_up(kPet, radius_squared); }
int halo_opacity(std::uint64_t radius_squared) { return look_up(kHalo, radius_squared); }

}  // namespace compositor::ops
