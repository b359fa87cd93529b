#include "app/orders/change_payment.h"

#include <utility>

#include "app/orders/note.h"

namespace app {
namespace {

domain::PaymentFacts facts_of(ports::Transaction& transaction, const domain::Order& order) {
  domain::PaymentFacts facts{order.total_minor, order.paid_minor, 0};
  for (const auto& refund : transaction.refunds().find_by_order(order.id)) {
    if (refund.state == domain::RefundState::kSucceeded) facts.paid_back_minor += refund.amount_minor;
  }
  return facts;
}

}  // namespace

bool change_payment(ports::Transaction& transaction, domain::Order& order, domain::PaymentEvent event, base::Timestamp now,
                    std::string actor, const std::string& reason) {
  const auto next = next_payment_state(order.payment, event, facts_of(transaction, order));
  if (!next) return false;
  const auto before = std::exchange(order.payment, *next);
  transaction.orders().update(order);
  note(transaction, order, domain::kPaymentChanged, now, std::move(actor),
       change_text(to_string(before), to_string(*next), reason));
  return true;
}

bool awaits_payment(const domain::Order& order) {
  const bool is_open = order.payment == domain::PaymentState::kOpen || order.payment == domain::PaymentState::kUnderWay;
  return is_open && !is_ended(order.state);
}

bool is_paid(const domain::Order& order) {
  return order.payment == domain::PaymentState::kPaid || order.payment == domain::PaymentState::kPartlyRefunded ||
         order.payment == domain::PaymentState::kRefunded;
}

}  // namespace app
