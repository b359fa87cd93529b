#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/checkout/cart.h"

namespace app {

// What a cart's code gives: a promotion with its discount, a problem, or, without a code, nothing.
struct AppliedPromotion {
  std::optional<domain::Promotion> promotion;
  std::int64_t discount_minor = 0;
  std::optional<domain::PromotionProblem> problem;
};

// Looks the code up and checks its terms for these lines. `own_holds` is what open orders of the same cart hold of it.
// With `lock` nobody else can use the code until the transaction ends.
AppliedPromotion apply_promotion(Services& services, ports::Transaction& transaction, const CartTerms& terms,
                                 const std::vector<domain::OrderLine>& lines, const std::string& currency,
                                 int own_holds, bool lock);

// Stores that the order uses the promotion; the order must be stored.
void hold_promotion(ports::Transaction& transaction, const domain::Order& order, const domain::Promotion& promotion,
                    const std::string& email);

}  // namespace app
