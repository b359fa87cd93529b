#include "engine/story.h"

#include <cstdio>

namespace simulation {

void Story::tell(base::Timestamp at, std::string_view who, std::string_view what) {
  const auto passed = (at - start_).count();
  char time[48];
  std::snprintf(time, sizeof time, "%3lldd %02lld:%02lld:%02lld.%03lld", static_cast<long long>(passed / 86'400'000),
                static_cast<long long>(passed / 3'600'000 % 24), static_cast<long long>(passed / 60'000 % 60),
                static_cast<long long>(passed / 1000 % 60), static_cast<long long>(passed % 1000));
  for (const std::string_view part : {std::string_view(time), who, what}) {
    for (const char c : part) digest_ = (digest_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  if (!keep_) return;
  std::string line = std::string(time) + "  " + std::string(who);
  line.resize(std::max<std::size_t>(line.size() + 1, 38), ' ');
  lines_.push_back(line + std::string(what));
}

}  // namespace simulation
