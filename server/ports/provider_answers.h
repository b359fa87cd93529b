#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ports {

struct ProviderAnswer {
  std::string text;
  std::chrono::milliseconds age{0};
};

// What a provider answered lately to questions that many ask, shared by all servers and workers and gone after a week. How
// old an answer may be is the asker's to decide. Errors: kUnavailable when they cannot be reached.
class ProviderAnswers {
 public:
  virtual ~ProviderAnswers() = default;
  virtual base::Result<std::optional<ProviderAnswer>> find(std::string_view provider, std::string_view question) = 0;
  virtual base::Result<void> keep(std::string_view provider, std::string_view question, std::string_view answer) = 0;
};

}  // namespace ports
