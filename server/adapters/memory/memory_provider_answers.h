#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "ports/clock.h"
#include "ports/provider_answers.h"

namespace adapters::memory {

class MemoryProviderAnswers : public ports::ProviderAnswers {
 public:
  explicit MemoryProviderAnswers(ports::Clock& clock) : clock_(clock) {}

  base::Result<std::optional<ports::ProviderAnswer>> find(std::string_view provider, std::string_view question) override {
    const std::lock_guard lock(mutex_);
    const auto found = answers_.find({std::string(provider), std::string(question)});
    if (found == answers_.end() || clock_.now() - found->second.second > kKept) return std::optional<ports::ProviderAnswer>{};
    return std::optional(ports::ProviderAnswer{found->second.first, clock_.now() - found->second.second});
  }
  base::Result<void> keep(std::string_view provider, std::string_view question, std::string_view answer) override {
    const std::lock_guard lock(mutex_);
    answers_[{std::string(provider), std::string(question)}] = {std::string(answer), clock_.now()};
    return {};
  }

 private:
  static constexpr std::chrono::hours kKept{7 * 24};

  ports::Clock& clock_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::pair<std::string, base::Timestamp>> answers_;
};

}  // namespace adapters::memory
