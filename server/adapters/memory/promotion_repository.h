#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryPromotionRepository : public ports::PromotionRepository {
 public:
  explicit MemoryPromotionRepository(State& state) : state_(state) {}

  void insert(const domain::Promotion& promotion) override;
  void update(const domain::Promotion& promotion) override;
  std::optional<domain::Promotion> find(std::string_view code) override;
  std::optional<domain::Promotion> find_for_update(std::string_view code) override { return find(code); }
  std::vector<domain::Promotion> list() override;
  int uses_by_email(std::string_view code, std::string_view email) override;

  void insert_redemption(const domain::Redemption& redemption) override;
  std::optional<domain::Redemption> find_redemption(const domain::OrderId& id) override;
  void update_redemption(const domain::Redemption& redemption) override;

 private:
  // Counts anew, and refuses what is over a limit.
  void check_limits(const std::string& code);

  State& state_;
};

}  // namespace adapters::memory
