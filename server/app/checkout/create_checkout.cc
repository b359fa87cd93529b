#include "app/checkout/create_checkout.h"

#include <numeric>

#include "app/checkout/settle_checkout.h"
#include "app/orders/change_order.h"
#include "app/orders/order_link.h"
#include "base/log.h"

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

Order new_order(Services& services, const std::string& cart_id, std::string fingerprint,
                std::vector<domain::OrderLine> lines, const domain::ShippingPolicy& shipping) {
  Order order;
  order.id.value = services.ids.new_uuid();
  order.number = domain::order_number_from(services.ids.random_bytes(5));
  order.cart_id = cart_id;
  order.cart_fingerprint = std::move(fingerprint);
  order.currency = shipping.price.currency;
  order.lines = std::move(lines);
  order.subtotal_minor =
      std::accumulate(order.lines.begin(), order.lines.end(), std::int64_t{0},
                      [](auto sum, const auto& line) { return sum + line.unit_price_minor * line.quantity; });
  order.shipping_minor = shipping.price.minor;
  order.total_minor = order.subtotal_minor + order.shipping_minor;
  order.created_at = services.clock.now();
  return order;
}

// Finds the open order of this very cart, or makes one when no other is open.
base::Result<Prepared> prepare(Services& services, ports::Transaction& transaction, const std::string& cart_id,
                               const std::vector<CartItem>& items) {
  const auto now = services.clock.now();
  const std::string fingerprint = cart_fingerprint(items);
  Prepared prepared;
  prepared.shipping = transaction.products().shipping_policy();
  int attempts = 0;
  std::optional<Order> open;
  for (Order& order : transaction.orders().find_by_cart(cart_id)) {
    const bool same_items = order.cart_fingerprint.starts_with(fingerprint);
    if (!is_dead(order.state) && order.state != OrderState::kCreated) {
      return already_paid(services, transaction, order);
    }
    attempts += same_items ? 1 : 0;
    if (order.state != OrderState::kCreated) continue;
    if (same_items && now < order.created_at + kLastUse) {
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
  auto lines = price_cart(transaction, services.ids, items);
  if (!lines) return base::forward_error(lines);
  if (!prepared.superseded.empty()) return prepared;
  prepared.order = new_order(services, cart_id, fingerprint + "#" + std::to_string(attempts + 1), std::move(*lines),
                             prepared.shipping);
  transaction.orders().insert(prepared.order);
  transaction.orders().append_history({prepared.order.id, now, "customer", OrderState::kCreated, OrderState::kCreated,
                                       "placed", "cart " + cart_id});
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
      change_order(transaction, *order, domain::OrderEvent::kSessionExpired, services.clock.now(), "customer",
                   "the cart was changed");
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
  const auto session = services.payments.create_session({order, prepared.shipping, "checkout:" + order.id.value,
                                                         services.public_base_url +
                                                             "/thank-you?session_id={CHECKOUT_SESSION_ID}",
                                                         services.public_base_url + "/cart",
                                                         order.created_at + kSessionLifetime});
  if (!session) return base::forward_error(session);
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

}  // namespace

base::Result<CheckoutStarted> create_checkout(Services& services, const std::string& cart_id,
                                              const std::vector<CartItem>& items) {
  if (!base::is_uuid(cart_id)) {
    return base::fail(ErrorCode::kInvalidInput, "The cart's id must be a UUID.", {}, "cart_id");
  }
  const auto attempt = [&] {
    return with_transaction(services.database, [&](ports::Transaction& transaction) {
      return prepare(services, transaction, cart_id, items);
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
