#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

struct CartItem {
  domain::DesignId design_id;
  std::string variant_sku;
  int quantity = 1;
};

inline constexpr int kMaxCartLines = 20;
inline constexpr int kMaxQuantity = 20;  // of one line; larger orders are a conversation

// Same items in any order, same text.
std::string cart_fingerprint(std::vector<CartItem> items);

// Turns the browser's cart into order lines, every price from the catalog. Errors kInvalidInput / kConflict say which
// line ("items[1].quantity") and why.
base::Result<std::vector<domain::OrderLine>> price_cart(ports::Transaction& transaction, ports::IdGenerator& ids,
                                                        const std::vector<CartItem>& items);

}  // namespace app
