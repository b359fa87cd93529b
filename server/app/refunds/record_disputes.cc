#include "app/refunds/record_disputes.h"

#include <algorithm>

#include "app/orders/note.h"

namespace app {
namespace {

using domain::Order;
using ports::PaidDispute;

std::string told_of(const PaidDispute& dispute) { return "dispute " + dispute.id + ": " + dispute.word; }

bool is_told(ports::Transaction& transaction, const Order& order, const PaidDispute& dispute) {
  const auto story = transaction.orders().history(order.id);
  const auto words = told_of(dispute);
  return std::any_of(story.begin(), story.end(),
                     [&](const auto& entry) { return tells_of_trouble(entry) && entry.reason == words; });
}

void record(Services& services, ports::Transaction& transaction, Order& order, const PaidDispute& dispute) {
  if (is_told(transaction, order, dispute)) return;
  const bool is_held = !dispute.is_for_us && order.state == domain::OrderState::kPaid;
  if (is_held) return put_before_person(services, transaction, order, "stripe", told_of(dispute));
  flag_order(services, transaction, order, "stripe", told_of(dispute), Telling::kEachTime);
}

}  // namespace

base::Result<void> record_disputes(Services& services, const std::string& payment_intent_id) {
  const auto known = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<Order>>(transaction.orders().find_by_payment_intent(payment_intent_id));
  });
  if (!known) return base::forward_error(known);
  if (!*known) return base::fail(base::ErrorCode::kNotFound, "We do not know this payment.", payment_intent_id);
  const auto all = services.payments.list_disputes(payment_intent_id);
  if (!all) return base::forward_error(all);
  if (all->empty()) return {};
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update((*known)->id);
    if (!order) return base::fail(base::ErrorCode::kInternal, "Something went wrong.", "order vanished");
    for (const auto& dispute : *all) record(services, transaction, *order, dispute);
    return {};
  });
}

base::Result<std::vector<Order>> orders_that_differ(Services& services, const std::vector<PaidDispute>& disputes) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::vector<Order>> {
    std::vector<Order> orders;
    for (const auto& dispute : disputes) {
      if (dispute.payment_intent_id.empty()) continue;
      const auto order = transaction.orders().find_by_payment_intent(dispute.payment_intent_id);
      if (!order || is_told(transaction, *order, dispute)) continue;
      const bool listed = std::any_of(orders.begin(), orders.end(), [&](const auto& one) { return one.id == order->id; });
      if (!listed) orders.push_back(*order);
    }
    return orders;
  });
}

}  // namespace app
