#include "app/checkout/settle_checkout.h"

#include "app/notifications/owe_mail.h"
#include "app/orders/change_order.h"
#include "app/orders/change_payment.h"
#include "app/orders/note.h"
#include "base/kill_point.h"
#include "domain/email.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Order;
using domain::OrderEvent;
using domain::OrderState;
using domain::PaymentEvent;
using ports::CheckoutSession;

// What must hold before anything is printed; the sentence is for staff.
std::optional<std::string> objection(const Order& order, const CheckoutSession& session) {
  if (session.total.currency != order.currency) return "paid in " + session.total.currency + " instead of " + order.currency;
  if (session.total.minor != order.total_minor || session.subtotal_minor != order.subtotal_minor ||
      session.shipping_minor != order.shipping_minor || session.discount_minor != order.discount_minor) {
    return "paid " + std::to_string(session.total.minor) + " (discount " + std::to_string(session.discount_minor) +
           ") instead of " + std::to_string(order.total_minor) + " (discount " + std::to_string(order.discount_minor) + ")";
  }
  if (!session.shipping_address) return "paid without a shipping address";
  if (!order.shipping_country.empty() && session.shipping_address->country != order.shipping_country) {
    return "paid for shipping to " + order.shipping_country + " and sent to " + session.shipping_address->country;
  }
  if (!session.email || session.email->empty()) return "paid without an e-mail address";
  if (order.user_email && *order.user_email != domain::normal_email(*session.email)) {
    return "paid with another e-mail address than the promotion code was given to";
  }
  return std::nullopt;
}

void remember_customer(ports::Transaction& transaction, const Order& order, base::Timestamp now) {
  if (!order.user_email) return;
  transaction.customers().upsert(*order.user_email, now);
  for (const auto& line : order.lines) {
    auto design = transaction.designs().find_for_update(line.design_id);
    if (design && !design->user_email) {
      design->user_email = order.user_email;
      transaction.designs().update(*design);
    }
  }
}

// What we were told of refunds and disputes before we knew the payment meant nothing to us.
void owe_look_at_refunds(ports::Transaction& transaction, const Order& order, base::Timestamp now) {
  if (!order.payment_intent_id) return;
  transaction.jobs().enqueue({std::string(domain::kReadRefunds), *order.payment_intent_id, now});
}

void settle_paid(Services& services, ports::Transaction& transaction, Order& order, const CheckoutSession& session) {
  if (is_paid(order)) return;  // settled before
  const auto now = services.clock.now();
  const bool too_late = is_ended(order.state);
  const auto reason = too_late ? std::optional<std::string>("paid after the order had ended") : objection(order, session);
  order.payment_intent_id = session.payment_intent_id;
  order.paid_minor = session.total.minor;
  order.shipping_address = session.shipping_address;
  if (session.email) order.user_email = domain::normal_email(*session.email);
  // A page that took nothing for an order that costs something is nobody's payment.
  const bool money_came = change_payment(transaction, order, PaymentEvent::kReceived, now, "stripe");
  if (reason) put_before_person(services, transaction, order, "stripe", *reason);
  if (!money_came) return;
  if (reason) {
    owe_look_at_refunds(transaction, order, now);
    return;
  }
  change_order(transaction, order, OrderEvent::kPaymentReceived, now, "stripe");
  remember_customer(transaction, order, now);
  owe_mail(services, transaction, order, domain::MailKind::kConfirmation);
  transaction.jobs().enqueue({std::string(domain::kRenderPrintFiles), order.id.value, now});
  owe_look_at_refunds(transaction, order, now);
  services.metrics.count("picasso_orders_paid_total");
}

base::Result<Order> apply_session(Services& services, ports::Transaction& transaction, const CheckoutSession& session) {
  auto order = transaction.orders().find_for_update({session.order_id});
  const bool is_ours = order && (!order->stripe_session_id || *order->stripe_session_id == session.id);
  if (!is_ours) {
    return base::fail(ErrorCode::kNotFound, "We do not know this payment.", "session " + session.id + " has no order");
  }
  // The process may have died between the payment service's answer and our storing it.
  order->stripe_session_id = session.id;
  const auto now = services.clock.now();
  if (session.status == ports::SessionStatus::kComplete && session.payment != ports::PaymentStatus::kUnpaid &&
      session.payment != ports::PaymentStatus::kRefused) {
    settle_paid(services, transaction, *order, session);
  } else if (session.status == ports::SessionStatus::kExpired) {
    change_payment(transaction, *order, PaymentEvent::kExpired, now, "stripe");
    change_order(transaction, *order, OrderEvent::kSessionExpired, now, "stripe");
  } else if (session.payment == ports::PaymentStatus::kRefused) {
    change_payment(transaction, *order, PaymentEvent::kRefused, now, "stripe", "the bank refused the payment");
    change_order(transaction, *order, OrderEvent::kPaymentFailed, now, "stripe", "the bank refused the payment");
  } else if (session.status == ports::SessionStatus::kComplete) {
    change_payment(transaction, *order, PaymentEvent::kUnderWay, now, "stripe");
  }
  return *order;
}

// A page that is loaded again must not ask the payment service each time.
base::Result<std::optional<Order>> find_settled(Services& services, const std::string& session_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) {
    auto order = transaction.orders().find_by_session(session_id);
    if (order && awaits_payment(*order)) order.reset();
    return base::Result<std::optional<Order>>(std::move(order));
  });
}

}  // namespace

base::Result<Order> settle_checkout(Services& services, const std::string& session_id, SettleReason reason) {
  if (reason == SettleReason::kReturnPage) {
    const auto known = find_settled(services, session_id);
    if (!known) return base::forward_error(known);
    if (*known) return **known;
  }
  const auto session = services.payments.fetch_session(session_id);
  if (!session) return base::forward_error(session);
  if (!base::is_uuid(session->order_id)) {
    return base::fail(ErrorCode::kNotFound, "We do not know this payment.", "session without our order id");
  }
  base::kill_point(domain::kill_points::kSessionRead);
  auto settled = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return apply_session(services, transaction, *session);
  });
  base::kill_point(domain::kill_points::kOrderSettled);
  return settled;
}

}  // namespace app
