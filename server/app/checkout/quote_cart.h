#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/checkout/cart.h"

namespace app {

// What a cart costs now. Nothing is stored, and nothing of it is a promise: the checkout computes it anew.
struct CartQuote {
  std::string currency;
  std::vector<domain::OrderLine> lines;  // in the order of the items
  std::int64_t subtotal_minor = 0;
  std::int64_t discount_minor = 0;
  std::optional<std::int64_t> shipping_minor;  // nothing while the country is unknown, or where we do not ship
  std::int64_t total_minor = 0;                // subtotal - discount + shipping as far as it is known
  std::optional<domain::Promotion> promotion;
  std::optional<domain::PromotionProblem> promotion_problem;  // why the code gives nothing
};

// Prices from the catalog, shipping from the printer (see shipping.h), both read anew. A code that the open order of
// `cart_id` already holds is not counted against itself; `cart_id` and the country may be empty. Errors as price_cart's.
base::Result<CartQuote> quote_cart(Services& services, const std::string& cart_id, const std::vector<CartItem>& items,
                                   const CartTerms& terms);

}  // namespace app
