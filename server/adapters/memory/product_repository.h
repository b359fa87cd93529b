#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryProductRepository : public ports::ProductRepository {
 public:
  explicit MemoryProductRepository(State& state) : state_(state) {}

  std::vector<domain::Product> list() override { return state_.products; }
  domain::ShippingPolicy shipping_policy() override { return state_.shipping; }

 private:
  State& state_;
};

}  // namespace adapters::memory
