#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryShareRepository : public ports::ShareRepository {
 public:
  explicit MemoryShareRepository(State& state) : state_(state) {}
  void insert(const domain::Share& share) override {
    if (share.quantity < 1) throw ConstraintViolation("shares_quantity_check");
    require_unique(state_.shares.emplace(share.id, share).second, "shares_pkey");
  }
  std::optional<domain::Share> find(const domain::ShareId& id) override {
    const auto found = state_.shares.find(id);
    return found == state_.shares.end() ? std::nullopt : std::optional{found->second};
  }
  void revoke(const domain::ShareId& id, base::Timestamp at) override {
    const auto found = state_.shares.find(id);
    if (found != state_.shares.end() && !found->second.revoked_at) found->second.revoked_at = at;
  }
  void remove(const domain::ShareId& id) override { state_.shares.erase(id); }

 private:
  State& state_;
};

}  // namespace adapters::memory
