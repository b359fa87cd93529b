#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "ports/clock.h"
#include "ports/provider_order_book.h"

namespace adapters::memory {

class MemoryProviderOrderBook : public ports::ProviderOrderBook {
 public:
  explicit MemoryProviderOrderBook(ports::Clock& clock) : clock_(clock) {}

  base::Result<std::optional<ports::ProviderOrderEntry>> find(std::string_view provider, std::string_view external_id) override {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key(provider, external_id));
    return found == entries_.end() ? std::nullopt : std::optional{found->second};
  }
  base::Result<bool> begin(std::string_view provider, std::string_view external_id,
                           std::chrono::milliseconds settled_after) override {
    const std::lock_guard lock(mutex_);
    const auto [entry, is_first] = entries_.try_emplace(key(provider, external_id), ports::ProviderOrderEntry{{}, clock_.now()});
    if (is_first) return true;
    if (!entry->second.provider_order_id.empty() || clock_.now() - entry->second.asked_at < settled_after) return false;
    entry->second.asked_at = clock_.now();
    return true;
  }
  base::Result<void> keep(std::string_view provider, std::string_view external_id, std::string_view provider_order_id) override {
    const std::lock_guard lock(mutex_);
    auto& entry = entries_[key(provider, external_id)];
    if (entry.provider_order_id.empty()) entry.provider_order_id = provider_order_id;
    return {};
  }
  base::Result<void> withdraw(std::string_view provider, std::string_view external_id) override {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key(provider, external_id));
    if (found != entries_.end() && found->second.provider_order_id.empty()) entries_.erase(found);
    return {};
  }
  base::Result<bool> release(std::string_view provider, std::string_view external_id, std::string_view provider_order_id,
                             std::chrono::milliseconds shown_after) override {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key(provider, external_id));
    if (found == entries_.end() || found->second.provider_order_id != provider_order_id) return false;
    if (clock_.now() - found->second.asked_at < shown_after) return false;
    entries_.erase(found);
    return true;
  }

 private:
  using Key = std::pair<std::string, std::string>;
  static Key key(std::string_view provider, std::string_view external_id) {
    return {std::string(provider), std::string(external_id)};
  }

  ports::Clock& clock_;
  std::mutex mutex_;
  std::map<Key, ports::ProviderOrderEntry> entries_;
};

}  // namespace adapters::memory
