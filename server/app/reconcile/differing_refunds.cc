#include "app/reconcile/differing_refunds.h"

#include <set>
#include <string>

#include "app/refunds/settle_refund.h"

namespace app {

base::Result<std::vector<domain::Order>> orders_that_differ(Services& services, const std::vector<ports::PaidRefund>& refunds) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::vector<domain::Order>> {
    std::vector<domain::Order> orders;
    std::set<std::string> differing;
    for (const auto& theirs : refunds) {
      if (theirs.payment_intent_id.empty() || differing.contains(theirs.payment_intent_id)) continue;
      const auto order = transaction.orders().find_by_payment_intent(theirs.payment_intent_id);
      if (!order || is_recorded(transaction.refunds().find_by_order(order->id), theirs)) continue;
      differing.insert(theirs.payment_intent_id);
      orders.push_back(*order);
    }
    return orders;
  });
}

}  // namespace app
