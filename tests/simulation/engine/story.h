#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace simulation {

// What happened in a run, a line a step. The lines are only kept when somebody wants to read them; their digest always
// is, so that two runs can be compared.
class Story {
 public:
  Story(base::Timestamp start, bool keep) : start_(start), keep_(keep) {}

  void tell(base::Timestamp at, std::string_view who, std::string_view what);
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

 private:
  base::Timestamp start_;
  bool keep_;
  std::vector<std::string> lines_;
  std::uint64_t digest_ = 0xcbf29ce484222325ULL;  // FNV-1a
};

}  // namespace simulation
