#pragma once

#include <algorithm>

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryProductRepository : public ports::ProductRepository {
 public:
  explicit MemoryProductRepository(State& state) : state_(state) {}

  std::vector<domain::Product> list() override { return state_.products; }
  domain::ShippingPolicy shipping_policy() override { return state_.shipping; }
  void save_printing(const domain::Product& product) override {
    const bool complete = std::all_of(product.variants.begin(), product.variants.end(), [](const auto& v) { return v.printify.has_value(); });
    require_unique(product.provider != domain::kPrintify || complete, "products_printify_check");
    for (auto& stored : state_.products) {
      if (stored.id == product.id) stored.provider = product.provider, stored.variants = product.variants;
    }
  }

 private:
  State& state_;
};

}  // namespace adapters::memory
