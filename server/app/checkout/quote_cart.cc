#include "app/checkout/quote_cart.h"

#include <algorithm>

#include "app/checkout/apply_promotion.h"
#include "app/checkout/shipping.h"
#include "domain/email.h"

namespace app {
namespace {

// Of the code, by open orders of this cart; they are closed before another is made.
int own_holds(ports::Transaction& transaction, const std::string& cart_id, const std::string& typed_code) {
  const auto code = domain::normal_code(typed_code);
  if (cart_id.empty() || !code) return 0;
  const auto orders = transaction.orders().find_by_cart(cart_id);
  return static_cast<int>(std::count_if(orders.begin(), orders.end(), [&](const auto& order) {
    return order.state == domain::OrderState::kCreated && order.promotion_code == code;
  }));
}

}  // namespace

base::Result<CartQuote> quote_cart(Services& services, const std::string& cart_id, const std::vector<CartItem>& items,
                                   const CartTerms& given) {
  CartTerms terms = given;
  terms.email = domain::normal_email(given.email);
  domain::ShippingPolicy policy;
  auto quoted = with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<CartQuote> {
    auto lines = price_cart(services, transaction, items, terms.language, DesignCheck::kNone);
    if (!lines) return base::forward_error(lines);
    policy = transaction.products().shipping_policy();
    CartQuote quote;
    quote.currency = policy.price.currency;
    quote.lines = std::move(*lines);
    quote.subtotal_minor = goods_total(quote.lines);
    auto applied = apply_promotion(services, transaction, terms, quote.lines, quote.currency,
                                   own_holds(transaction, cart_id, terms.promotion_code), false);
    quote.discount_minor = applied.discount_minor;
    quote.promotion = std::move(applied.promotion);
    quote.promotion_problem = applied.problem;
    quote.total_minor = quote.subtotal_minor - quote.discount_minor;
    return quote;
  });
  if (!quoted || !ships_to(policy, terms.country)) return quoted;
  quoted->shipping_minor = shipping_of(services, policy, quoted->lines, terms.country).price.minor;
  quoted->total_minor += *quoted->shipping_minor;
  return quoted;
}

}  // namespace app
