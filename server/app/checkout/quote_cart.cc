#include "app/checkout/quote_cart.h"

#include <algorithm>

#include "app/checkout/apply_promotion.h"
#include "domain/email.h"

namespace app {
namespace {

std::optional<std::int64_t> shipping_to(const domain::ShippingPolicy& policy, const std::string& country) {
  const auto& served = policy.countries;
  if (std::find(served.begin(), served.end(), country) == served.end()) return std::nullopt;
  return policy.price.minor;
}

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
                                   const CartTerms& given, const std::string& country) {
  CartTerms terms = given;
  terms.email = domain::normal_email(given.email);
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<CartQuote> {
    auto lines = price_cart(services, transaction, items, terms.language, DesignCheck::kNone);
    if (!lines) return base::forward_error(lines);
    const auto policy = transaction.products().shipping_policy();
    CartQuote quote;
    quote.currency = policy.price.currency;
    quote.lines = std::move(*lines);
    quote.subtotal_minor = goods_total(quote.lines);
    quote.shipping_minor = shipping_to(policy, country);
    auto applied = apply_promotion(services, transaction, terms, quote.lines, quote.currency,
                                   own_holds(transaction, cart_id, terms.promotion_code), false);
    quote.discount_minor = applied.discount_minor;
    quote.promotion = std::move(applied.promotion);
    quote.promotion_problem = applied.problem;
    quote.total_minor = quote.subtotal_minor - quote.discount_minor + quote.shipping_minor.value_or(0);
    return quote;
  });
}

}  // namespace app
