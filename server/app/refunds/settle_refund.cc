#include "app/refunds/settle_refund.h"

#include <algorithm>

#include "app/notifications/owe_mail.h"
#include "app/orders/change_order.h"
#include "app/orders/change_payment.h"
#include "app/orders/note.h"
#include "app/refunds/request_refund.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderEvent;
using domain::Refund;
using domain::RefundEvent;
using domain::RefundState;
using ports::PaidRefund;
using ports::RefundStatus;

RefundEvent event_of(RefundStatus status) {
  switch (status) {
    case RefundStatus::kPending: return RefundEvent::kAccepted;
    case RefundStatus::kSucceeded: return RefundEvent::kPaidBack;
    case RefundStatus::kFailed: return RefundEvent::kCameBack;
  }
  return RefundEvent::kAccepted;
}

std::string money(const Order& order, const Refund& refund) {
  return base::format_money({refund.amount_minor, order.currency});
}

void on_success(Services& services, ports::Transaction& transaction, Order& order, const Refund& refund) {
  const auto now = services.clock.now();
  note(transaction, order, domain::kRefundSucceeded, now, "stripe", money(order, refund));
  owe_mail(services, transaction, order, domain::MailKind::kRefund, refund.id);
  services.metrics.count("picasso_refunds_total", {{"outcome", "succeeded"}});
  change_payment(transaction, order, domain::PaymentEvent::kRefundsChanged, now, "stripe", money(order, refund));
  if (order.payment == domain::PaymentState::kRefunded) {
    change_order(transaction, order, OrderEvent::kRefundCompleted, now, "stripe");
  }
}

void on_failure(Services& services, ports::Transaction& transaction, Order& order, const Refund& refund) {
  const auto now = services.clock.now();
  const std::string what = "the refund of " + money(order, refund) + " failed: " + refund.failure;
  const bool was_all = is_refunded_in_full(order);
  order.refunded_minor -= refund.amount_minor;
  note(transaction, order, domain::kRefundFailed, now, "stripe", what);
  change_payment(transaction, order, domain::PaymentEvent::kRefundsChanged, now, "stripe", what);
  services.metrics.count("picasso_refunds_total", {{"outcome", "failed"}});
  if (change_order(transaction, order, OrderEvent::kRefundReturned, now, "stripe", what)) return;
  // Nobody was to print it any more: whether it is given back again or printed after all, a person decides.
  const bool is_held = was_all && order.state == domain::OrderState::kPaid;
  if (is_held && change_order(transaction, order, OrderEvent::kTrouble, now, "stripe", what)) return;
  flag_order(services, transaction, order, "stripe", what, Telling::kEachTime);
}

// Stores the refund in its new state.
void advance(Services& services, ports::Transaction& transaction, Order& order, Refund& refund, RefundState next) {
  refund.state = next;
  refund.changed_at = services.clock.now();
  transaction.refunds().update(refund);
  if (next == RefundState::kSucceeded) on_success(services, transaction, order, refund);
  if (next == RefundState::kFailed) on_failure(services, transaction, order, refund);
}

std::optional<Refund> ours_of(const std::vector<Refund>& known, const PaidRefund& theirs) {
  for (const auto& refund : known) {
    if (refund.provider_id == theirs.id || refund.id == theirs.refund_id) return refund;
  }
  return std::nullopt;
}

RefundState state_after(const Refund& ours, const PaidRefund& theirs) {
  return next_refund_state(ours.state, event_of(theirs.status)).value_or(ours.state);
}

// One that was made at the payment service itself. False while there is no room for it.
bool adopt(Services& services, ports::Transaction& transaction, Order& order, const PaidRefund& theirs) {
  if (theirs.status == RefundStatus::kFailed) return true;  // never counted, and nobody here waits for it
  if (theirs.amount_minor > order.paid_minor - order.refunded_minor) return false;
  const auto now = services.clock.now();
  Refund refund;
  refund.id = services.ids.new_uuid();
  refund.order_id = order.id;
  refund.amount_minor = theirs.amount_minor;
  refund.actor = "stripe";
  refund.reason = "made at the payment service";
  refund.created_at = refund.changed_at = now;
  transaction.refunds().insert(refund);
  order.refunded_minor += refund.amount_minor;
  note(transaction, order, domain::kRefundRequested, now, "stripe", money(order, refund) + ": " + refund.reason);
  stop_print_if_refunded(transaction, order, now);
  settle_refund(services, transaction, order, refund, theirs);
  return true;
}

// What was to be given back just before this moment.
std::int64_t underway_at(base::Timestamp moment, const std::vector<Refund>& refunds) {
  std::int64_t sum = 0;
  for (const auto& refund : refunds) {
    const bool failed_before = refund.state == RefundState::kFailed && refund.changed_at < moment;
    if (refund.created_at <= moment && !failed_before) sum += refund.amount_minor;
  }
  return sum;
}

}  // namespace

void settle_refund(Services& services, ports::Transaction& transaction, Order& order, Refund refund,
                   const PaidRefund& theirs) {
  const bool newly_known = refund.provider_id != theirs.id;
  refund.provider_id = theirs.id;
  refund.failure = theirs.failure;
  if (const auto next = state_after(refund, theirs); next != refund.state) {
    advance(services, transaction, order, refund, next);
  } else if (newly_known) {
    transaction.refunds().update(refund);
  }
}

void refuse_refund(Services& services, ports::Transaction& transaction, Order& order, Refund refund,
                   const std::string& why) {
  const auto next = next_refund_state(refund.state, RefundEvent::kRefused);
  if (!next) return;
  refund.failure = why;
  advance(services, transaction, order, refund, *next);
}

bool was_given_back_in_vain(ports::Transaction& transaction, const Order& order) {
  base::Timestamp resumed{};
  for (const auto& entry : transaction.orders().history(order.id)) {
    if (entry.event == to_string(OrderEvent::kResumed)) resumed = entry.at;
  }
  const auto refunds = transaction.refunds().find_by_order(order.id);
  return std::any_of(refunds.begin(), refunds.end(), [&](const Refund& failed) {
    return failed.state == RefundState::kFailed && failed.changed_at > resumed &&
           underway_at(failed.changed_at, refunds) == order.paid_minor;
  });
}

bool is_recorded(const std::vector<Refund>& known, const PaidRefund& theirs) {
  const auto ours = ours_of(known, theirs);
  if (!ours) return theirs.status == RefundStatus::kFailed;
  return ours->provider_id == theirs.id && state_after(*ours, theirs) == ours->state;
}

base::Result<void> record_refunds(Services& services, const std::string& payment_intent_id) {
  const auto known = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<Order>>(transaction.orders().find_by_payment_intent(payment_intent_id));
  });
  if (!known) return base::forward_error(known);
  if (!*known) return base::fail(base::ErrorCode::kNotFound, "We do not know this payment.", payment_intent_id);
  const auto all = services.payments.list_refunds(payment_intent_id);
  if (!all) return base::forward_error(all);
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update((*known)->id);
    if (!order) return base::fail(base::ErrorCode::kInternal, "Something went wrong.", "order vanished");
    for (const auto& theirs : *all) {
      if (const auto ours = ours_of(transaction.refunds().find_by_order(order->id), theirs)) {
        settle_refund(services, transaction, *order, *ours, theirs);
      } else if (!adopt(services, transaction, *order, theirs)) {
        return base::fail(base::ErrorCode::kUnavailable, "Refunds of this order are still under way.",
                          "refund " + theirs.id + " does not fit beside those that we asked for");
      }
    }
    return {};
  });
}

}  // namespace app
