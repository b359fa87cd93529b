#include "app/orders/change_order.h"

#include <utility>

#include "base/log.h"

namespace app {

bool change_order(ports::Transaction& transaction, domain::Order& order, domain::OrderEvent event, base::Timestamp now,
                  std::string actor, std::string reason) {
  const auto entry = domain::apply(order, event, now, std::move(actor), std::move(reason));
  if (!entry) return false;
  transaction.orders().update(order);
  transaction.orders().append_history(*entry);
  const auto level = entry->to == domain::OrderState::kNeedsAttention ? base::LogLevel::kError : base::LogLevel::kInfo;
  base::log(level, "order changed",
            {{"order", order.number},
             {"from", std::string(to_string(entry->from))},
             {"to", std::string(to_string(entry->to))},
             {"event", entry->event},
             {"reason", entry->reason}});
  return true;
}

}  // namespace app
