#include "app/checkout/create_checkout.h"

#include "app/catalog_words.h"
#include "app/checkout/apply_promotion.h"
#include "app/checkout/check_stock.h"
#include "app/checkout/settle_checkout.h"
#include "app/checkout/shipping.h"
#include "app/orders/change_order.h"
#include "app/orders/change_payment.h"
#include "app/orders/order_link.h"
#include "base/kill_point.h"
#include "base/log.h"
#include "domain/email.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Order;
using domain::OrderState;
using std::chrono::hours;
using std::chrono::minutes;

// Stripe accepts 30 minutes to 24 hours. A page that is about to close is not handed out again.
constexpr auto kSessionLifetime = hours{4};
constexpr auto kLastUse = kSessionLifetime - minutes{45};

struct Prepared {
  Order order;
  domain::ShippingPolicy shipping;
  std::vector<Order> superseded;  // open orders of the same cart to close first; then `order` is not made yet
};

bool is_dead(OrderState state) { return state == OrderState::kExpired || state == OrderState::kCanceled; }

base::Failure already_paid(const Services& services, ports::Transaction& transaction, const Order& order) {
  const bool under_way = order.state == OrderState::kCreated;
  return base::fail(ErrorCode::kConflict,
                    under_way ? "The payment of this cart is under way as order " + order.number + "."
                              : "This cart is already paid as order " + order.number + ".",
                    order_link(services.public_base_url, transaction.link_signing_key(), order.number, order.language), "cart_id");
}

base::Failure quote_again(std::string_view field, std::string message) {
  return base::fail(ErrorCode::kConflict, std::move(message), "the buyer was shown another sum", std::string(field));
}

Order new_order(Services& services, domain::Language language, const std::string& cart_id, std::string fingerprint,
                std::vector<domain::OrderLine> lines, const Shipping& shipping) {
  Order order;
  order.id.value = services.ids.new_uuid();
  order.number = domain::order_number_from(services.ids.random_bytes(5));
  order.language = language;
  order.cart_id = cart_id;
  order.cart_fingerprint = std::move(fingerprint);
  order.currency = shipping.price.currency;
  order.lines = std::move(lines);
  order.subtotal_minor = goods_total(order.lines);
  order.shipping_minor = shipping.price.minor;
  order.shipping_country = shipping.country;
  order.total_minor = order.subtotal_minor + order.shipping_minor;
  order.created_at = services.clock.now();
  return order;
}

// Takes the code's discount off the order; the promotion is then locked. Errors as of create_checkout.
base::Result<std::optional<domain::Promotion>> discount(Services& services, ports::Transaction& transaction,
                                                        Order& order, const CartTerms& terms) {
  auto applied = apply_promotion(services, transaction, terms, order.lines, order.currency, 0, true);
  if (applied.problem) return quote_again("promotion_code", std::string(sentence_of(*applied.problem)));
  order.discount_minor = applied.discount_minor;
  order.total_minor -= applied.discount_minor;
  if (applied.promotion) {
    order.promotion_code = applied.promotion->code;
    // The payment page then takes no other address.
    if (applied.promotion->limit_per_email) order.user_email = terms.email;
  }
  return std::move(applied.promotion);
}

bool is_as_shown(const Order& order, const CartTerms& terms) {
  return !terms.expected_total_minor || *terms.expected_total_minor == order.subtotal_minor - order.discount_minor;
}

bool is_sent_as_shown(const Order& order, const CartTerms& terms) {
  return !terms.expected_shipping_minor || *terms.expected_shipping_minor == order.shipping_minor;
}

std::string placing_of(const Order& order, const Shipping& shipping) {
  const std::string cart = "cart " + order.cart_id;
  if (shipping.country.empty()) return cart;
  return cart + "; shipping to " + shipping.country + " at " + std::to_string(order.shipping_minor) + " cents: " + shipping.basis;
}

// Makes the order and what hangs on it in this transaction.
base::Result<void> place(Services& services, ports::Transaction& transaction, Order& order, const CartTerms& terms,
                         const Shipping& shipping) {
  const auto promotion = discount(services, transaction, order, terms);
  if (!promotion) return base::forward_error(promotion);
  if (!is_as_shown(order, terms)) {
    return quote_again("expected_total_minor", "A price has changed. Please look at your cart again.");
  }
  if (!is_sent_as_shown(order, terms)) {
    return quote_again("expected_shipping_minor", "Shipping costs something else now. Please look at your cart again.");
  }
  transaction.orders().insert(order);
  if (*promotion) hold_promotion(transaction, order, **promotion, terms.email);
  transaction.orders().append_history({order.id, order.created_at, "customer", OrderState::kCreated,
                                       OrderState::kCreated, "placed", placing_of(order, shipping)});
  return {};
}

// Finds the open order of this very cart, or makes one when no other is open.
base::Result<Prepared> prepare(Services& services, ports::Transaction& transaction, const std::string& cart_id,
                               const std::vector<CartItem>& items, const CartTerms& terms, const Shipping& shipping) {
  const auto now = services.clock.now();
  const std::string fingerprint = cart_fingerprint(items, terms);
  Prepared prepared;
  prepared.shipping = transaction.products().shipping_policy();
  prepared.shipping.name = shipping_name(services.wording, terms.language, prepared.shipping);
  // The payment page then takes no other country: the price would be another.
  if (!shipping.country.empty()) prepared.shipping.countries = {shipping.country};
  prepared.shipping.price = shipping.price;
  int attempts = 0;
  std::optional<Order> open;
  for (Order& order : transaction.orders().find_by_cart(cart_id)) {
    const bool same_items = order.cart_fingerprint.starts_with(fingerprint);
    if (!is_dead(order.state) && order.state != OrderState::kCreated) {
      return already_paid(services, transaction, order);
    }
    attempts += same_items ? 1 : 0;
    if (order.state != OrderState::kCreated) continue;
    if (same_items && order.language == terms.language && now < order.created_at + kLastUse &&
        order.shipping_country == shipping.country && is_as_shown(order, terms) && is_sent_as_shown(order, terms)) {
      open = std::move(order);
    } else {
      prepared.superseded.push_back(std::move(order));
    }
  }
  if (open) {
    prepared.order = std::move(*open);
    prepared.shipping.price = {prepared.order.shipping_minor, prepared.order.currency};
    return prepared;
  }
  auto lines = price_cart(services, transaction, items, terms.language);
  if (!lines) return base::forward_error(lines);
  if (!prepared.superseded.empty()) return prepared;
  prepared.order = new_order(services, terms.language, cart_id, fingerprint + "#" + std::to_string(attempts + 1),
                             std::move(*lines), shipping);
  if (const auto placed = place(services, transaction, prepared.order, terms, shipping); !placed) {
    return base::forward_error(placed);
  }
  return prepared;
}

// A page that can no longer be closed has just expired, or was just paid: then the shop takes note of it here.
base::Result<void> settle_superseded(Services& services, const std::string& session_id) {
  const auto settled = settle_checkout(services, session_id, SettleReason::kReturnPage);
  if (!settled) return base::forward_error(settled);
  if (is_dead(settled->state)) return {};
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    return already_paid(services, transaction, *settled);
  });
}

base::Result<void> expire_order(Services& services, const domain::OrderId& id) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (auto order = transaction.orders().find_for_update(id)) {
      const auto now = services.clock.now();
      change_payment(transaction, *order, domain::PaymentEvent::kExpired, now, "customer", "the cart was changed");
      change_order(transaction, *order, domain::OrderEvent::kSessionExpired, now, "customer", "the cart was changed");
    }
    return {};
  });
}

// Closes the payment pages of older versions of the cart, so that nobody pays both.
base::Result<void> close_superseded(Services& services, const std::vector<Order>& orders) {
  for (const Order& old : orders) {
    if (old.stripe_session_id) {
      const auto expired = services.payments.expire_session(*old.stripe_session_id);
      if (!expired && expired.error().code != ErrorCode::kConflict) return base::forward_error(expired);
      if (!expired) {
        if (const auto settled = settle_superseded(services, *old.stripe_session_id); !settled) return settled;
        continue;
      }
    }
    if (const auto closed = expire_order(services, old.id); !closed) return closed;
  }
  return {};
}

// Nobody was shown it; should this fail, it expires by itself, and a payment would go before a person.
void close_unused_page(Services& services, const std::string& session_id) {
  if (const auto closed = services.payments.expire_session(session_id); !closed) {
    base::log_error("an unused payment page could not be closed", closed.error());
  }
}

base::Result<CheckoutStarted> open_payment_page(Services& services, const Prepared& prepared) {
  const Order& order = prepared.order;
  if (order.checkout_url) return CheckoutStarted{*order.checkout_url, order.number};
  base::kill_point(domain::kill_points::kOrderPlaced);
  const std::string shop = services.public_base_url + path_prefix(order.language);
  const auto session = services.payments.create_session({order, prepared.shipping, "checkout:" + order.id.value,
                                                         shop + "/thank-you?session_id={CHECKOUT_SESSION_ID}",
                                                         shop + "/cart", order.created_at + kSessionLifetime});
  if (!session) return base::forward_error(session);
  base::kill_point(domain::kill_points::kSessionMade);
  if (!session->url) {
    return base::fail(ErrorCode::kConflict, "This payment page is closed. Please look at your order's mail.",
                      "session without url");
  }
  const auto recorded = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto current = transaction.orders().find_for_update(order.id);
    if (!current) return base::fail(ErrorCode::kInternal, "Something went wrong.", "order vanished");
    if (current->state != OrderState::kCreated) {
      return base::fail(ErrorCode::kConflict, "Your cart was changed in another window. Please look at it again.",
                        "the order ended while its payment page was being opened");
    }
    current->stripe_session_id = session->id;
    current->checkout_url = session->url;
    transaction.orders().update(*current);
    return {};
  });
  if (!recorded) {
    if (recorded.error().code == ErrorCode::kConflict) close_unused_page(services, session->id);
    return base::forward_error(recorded);
  }
  return CheckoutStarted{*session->url, order.number};
}

base::Result<Shipping> ship(Services& services, const std::vector<CartItem>& items, const CartTerms& terms) {
  domain::ShippingPolicy policy;
  const auto lines = with_transaction(services.database, [&](ports::Transaction& transaction) {
    policy = transaction.products().shipping_policy();
    return price_cart(services, transaction, items, terms.language, DesignCheck::kNone);
  });
  if (!lines) return base::forward_error(lines);
  if (!terms.country.empty() && !ships_to(policy, terms.country)) {
    return base::fail(ErrorCode::kInvalidInput, "We do not ship to this country.", {}, "country");
  }
  if (const auto in_stock = check_stock(services, *lines, terms.country); !in_stock) return base::forward_error(in_stock);
  return shipping_of(services, policy, *lines, terms.country);
}

}  // namespace

base::Result<CheckoutStarted> create_checkout(Services& services, const std::string& cart_id,
                                              const std::vector<CartItem>& items, const CartTerms& given) {
  if (!base::is_uuid(cart_id)) {
    return base::fail(ErrorCode::kInvalidInput, "The cart's id must be a UUID.", {}, "cart_id");
  }
  CartTerms terms = given;
  terms.promotion_code = domain::normal_code(given.promotion_code).value_or(given.promotion_code);
  terms.email = domain::normal_email(given.email);
  const auto shipping = ship(services, items, terms);
  if (!shipping) return base::forward_error(shipping);
  const auto attempt = [&] {
    return with_transaction(services.database, [&](ports::Transaction& transaction) {
      return prepare(services, transaction, cart_id, items, terms, *shipping);
    });
  };
  for (int round = 0; round < 3; ++round) {
    auto prepared = attempt();
    // Two clicks at once: the loser of the unique index finds the winner's order.
    if (!prepared && prepared.error().code == ErrorCode::kConflict &&
        prepared.error().cause.find("orders_cart") != std::string::npos) {
      prepared = attempt();
    }
    if (!prepared) return base::forward_error(prepared);
    if (prepared->superseded.empty()) {
      auto started = open_payment_page(services, *prepared);
      if (started) services.metrics.count("picasso_checkouts_started_total");
      return started;
    }
    if (const auto closed = close_superseded(services, prepared->superseded); !closed) {
      return base::forward_error(closed);
    }
  }
  return base::fail(ErrorCode::kUnavailable, "Your cart is being changed in another window. Please try again.",
                    "older orders of the cart keep appearing");
}

}  // namespace app
