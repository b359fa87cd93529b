#include "app/orders/resume_order.h"

#include "app/orders/change_fulfillment.h"
#include "app/orders/change_order.h"
#include "app/refunds/request_refund.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderState;

std::string objection(ports::Transaction& transaction, const Order& order) {
  if (order.state != OrderState::kNeedsAttention) return "This order is " + std::string(to_string(order.state)) + ".";
  if (!order.paid_at) return "This order was not paid as agreed: give the money back.";
  if (is_refunded_in_full(order)) return "This order is refunded.";
  if (!order.shipping_address) return "Its person had their data deleted: give the money back.";
  const auto print = transaction.orders().find_fulfillment(order.id);
  if (print && !print->provider_order_id.empty() && print->state != domain::FulfillmentState::kGone) {
    return "The printer has this order (" + print->provider_order_id + ", " + print->provider_state + "): settle it there.";
  }
  return {};
}

// What the printer no longer knows is owed again; its number there is nobody's.
void ask_anew(ports::Transaction& transaction, const Order& order, base::Timestamp now, const std::string& reason) {
  auto print = fulfillment_of(transaction, order);
  if (!change_fulfillment(transaction, order, print, domain::FulfillmentEvent::kAskedAnew, {}, now, "owner", reason)) return;
  print.provider_order_id.clear();
  print.provider_state.clear();
  print.reason.clear();
  save_fulfillment(transaction, print, now);
}

}  // namespace

base::Result<Order> resume_order(ports::Database& database, ports::Clock& clock, const std::string& order_number,
                                 const std::string& reason) {
  return with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<Order> {
    const auto found = transaction.orders().find_by_number(order_number);
    auto order = found ? transaction.orders().find_for_update(found->id) : std::nullopt;
    if (!order) return base::fail(base::ErrorCode::kNotFound, "There is no order " + order_number + ".");
    if (const auto why = objection(transaction, *order); !why.empty()) return base::fail(base::ErrorCode::kConflict, why);
    const auto now = clock.now();
    change_order(transaction, *order, domain::OrderEvent::kResumed, now, "owner", reason);
    ask_anew(transaction, *order, now, reason);
    transaction.jobs().enqueue({std::string(domain::kRenderPrintFiles), order->id.value, now});
    return *order;
  });
}

}  // namespace app
