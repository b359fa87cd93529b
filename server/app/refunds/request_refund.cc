#include "app/refunds/request_refund.h"

#include "app/orders/note.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Order;
using domain::Refund;

base::Result<std::int64_t> amount_of(const Order& order, const RefundWish& wish) {
  if (order.paid_minor == 0 || !order.payment_intent_id) {
    return base::fail(ErrorCode::kConflict, "Nothing was paid for order " + order.number + ".");
  }
  const auto left = order.paid_minor - order.refunded_minor;
  if (left == 0) return base::fail(ErrorCode::kConflict, "Order " + order.number + " is refunded already.");
  const auto amount = wish.amount_minor.value_or(left);
  if (amount < 1 || amount > left) {
    return base::fail(ErrorCode::kInvalidInput,
                      "Between 1 cent and " + base::format_money({left, order.currency}) + " can be refunded.", {}, "amount");
  }
  return amount;
}

// The one that was asked for before under this id.
base::Result<Refund> same_again(const Refund& known, const Order& order, const RefundWish& wish) {
  if (known.order_id == order.id && (!wish.amount_minor || *wish.amount_minor == known.amount_minor)) return known;
  return base::fail(ErrorCode::kConflict, "This id names another refund.", {}, "id");
}

}  // namespace

bool is_refunded_in_full(const Order& order) { return order.paid_minor > 0 && order.refunded_minor == order.paid_minor; }

void stop_print_if_refunded(ports::Transaction& transaction, const Order& order, base::Timestamp now) {
  if (!is_refunded_in_full(order)) return;
  transaction.jobs().enqueue({std::string(domain::kCancelPrint), order.id.value, now});
}

base::Result<Refund> request_refund(ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids,
                                    const RefundWish& wish) {
  if (!wish.id.empty() && !base::is_uuid(wish.id)) {
    return base::fail(ErrorCode::kInvalidInput, "The id must be a UUID.", {}, "id");
  }
  return with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<Refund> {
    const auto found = transaction.orders().find_by_number(wish.order_number);
    auto order = found ? transaction.orders().find_for_update(found->id) : std::nullopt;
    if (!order) return base::fail(ErrorCode::kNotFound, "There is no order " + wish.order_number + ".");
    if (const auto known = transaction.refunds().find(wish.id)) return same_again(*known, *order, wish);
    const auto amount = amount_of(*order, wish);
    if (!amount) return base::forward_error(amount);
    const auto now = clock.now();
    Refund refund;
    refund.id = wish.id.empty() ? ids.new_uuid() : wish.id;
    refund.order_id = order->id;
    refund.amount_minor = *amount;
    refund.actor = wish.actor;
    refund.reason = wish.reason;
    refund.created_at = refund.changed_at = now;
    transaction.refunds().insert(refund);
    order->refunded_minor += *amount;
    note(transaction, *order, domain::kRefundRequested, now, wish.actor,
         base::format_money({*amount, order->currency}) + ": " + wish.reason);
    transaction.jobs().enqueue({std::string(domain::kSendRefund), refund.id, now});
    stop_print_if_refunded(transaction, *order, now);
    return refund;
  });
}

}  // namespace app
