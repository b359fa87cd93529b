#include "app/reconcile/late_order.h"

#include <algorithm>

#include "app/orders/note.h"

namespace app {

using domain::OrderState;

void flag_late_order(Services& services, ports::Transaction& transaction, domain::Order& order, base::Timestamp since,
                     base::Timestamp now) {
  const auto parcels = transaction.orders().shipments(order.id);
  if (parcels.empty()) {
    if (order.state != OrderState::kInProduction || now - since < kNothingSentIsLate) return;
    return flag_order(services, transaction, order, "system",
                      "at the printer for " + std::to_string(kNothingSentIsLate.count()) + " days, and nothing was sent");
  }
  if (order.state != OrderState::kShipped && order.state != OrderState::kInProduction) return;
  const auto last = std::max_element(parcels.begin(), parcels.end(),
                                     [](const auto& a, const auto& b) { return a.shipped_at < b.shipped_at; });
  if (now - last->shipped_at < kNotArrivedIsLate) return;
  flag_order(services, transaction, order, "system",
             "the last parcel left " + std::to_string(kNotArrivedIsLate.count()) + " days ago, and not all has arrived");
}

}  // namespace app
