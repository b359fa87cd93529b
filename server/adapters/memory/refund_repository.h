#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryRefundRepository : public ports::RefundRepository {
 public:
  explicit MemoryRefundRepository(State& state) : state_(state) {}

  void insert(const domain::Refund& refund) override;
  void update(const domain::Refund& refund) override;
  std::optional<domain::Refund> find(std::string_view id) override;
  std::vector<domain::Refund> find_by_order(const domain::OrderId& id) override;

 private:
  // Adds up anew what is going back of an order, and refuses more than was paid.
  void count(const domain::OrderId& id);

  State& state_;
};

}  // namespace adapters::memory
