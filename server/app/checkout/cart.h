#pragma once

#include <cstdint>
#include <optional>
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

// What the buyer adds to the items.
struct CartTerms {
  std::string promotion_code;  // as typed, or empty
  std::string email;           // asked for by codes that are limited per e-mail; otherwise empty
  std::optional<std::int64_t> expected_total_minor;  // goods less discount, as the buyer was shown them
  std::string country = {};  // to ship to, or empty
  std::optional<std::int64_t> expected_shipping_minor = {};  // as the buyer was shown it
  domain::Language language = domain::Language::kEnglish;  // of the payment page, the order's mails and their links
};

// Same items in any order with the same code, same text.
std::string cart_fingerprint(std::vector<CartItem> items, const CartTerms& terms = {});

// Without discount and shipping.
std::int64_t goods_total(const std::vector<domain::OrderLine>& lines);

enum class DesignCheck { kPrintable, kNone };

// Turns the browser's cart into order lines, every price from the catalog. Errors kInvalidInput / kConflict say which
// line ("items[1].quantity") and why. The lines are named in the buyer's language. With kNone the pictures are not
// looked at: a price needs none.
base::Result<std::vector<domain::OrderLine>> price_cart(Services& services, ports::Transaction& transaction,
                                                        const std::vector<CartItem>& items, domain::Language language,
                                                        DesignCheck designs = DesignCheck::kPrintable);

}  // namespace app
