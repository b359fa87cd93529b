#pragma once

#include <string>
#include <vector>

#include "app/checkout/cart.h"

namespace app {

struct CheckoutStarted {
  std::string url;  // the hosted payment page
  std::string order_number;
};

// Makes an order `created` of the cart (prices from the catalog only) and a payment session for it. The same cart_id
// with the same items gives the same order and page again, so a second click costs nothing; a changed cart, or another
// language, closes the page of the one before it. A cart that is already paid, or whose payment is under way, is kConflict, `cause` then
// holding the order's link.
// The code of `terms` is held by the order until it is paid or ends. Where the code gives nothing, or the goods less
// the discount, or the shipping, are not what was expected, nothing is made: kConflict with field "promotion_code",
// "expected_total_minor" or "expected_shipping_minor"; the buyer must see a new quote first. With a country the payment page
// takes that one only; where we do not ship there, kInvalidInput with field "country"; what the printer has run out of for that country is kConflict
// with field "items[2].variant_sku".
// When the payment service does not answer (kUnavailable), the order stays and the next try continues it.
base::Result<CheckoutStarted> create_checkout(Services& services, const std::string& cart_id,
                                              const std::vector<CartItem>& items, const CartTerms& terms = {});

}  // namespace app
