#include "app/orders/note.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace app {

void note(ports::Transaction& transaction, const domain::Order& order, std::string_view event, base::Timestamp now,
          std::string actor, std::string reason) {
  transaction.orders().append_history(
      {order.id, now, std::move(actor), order.state, order.state, std::string(event), std::move(reason)});
}

std::string change_text(std::string_view before, std::string_view after, const std::string& reason) {
  return std::string(before) + " -> " + std::string(after) + (reason.empty() ? "" : ": " + reason);
}

void flag_order(Services& services, ports::Transaction& transaction, domain::Order& order, std::string actor,
                std::string reason) {
  const auto history = transaction.orders().history(order.id);
  const bool known = std::any_of(history.begin(), history.end(), [&](const auto& entry) {
    return entry.event == domain::kFlagged && entry.reason == reason;
  });
  if (known) return;
  order.trouble = reason;
  transaction.orders().update(order);
  services.metrics.count("picasso_orders_flagged_total");
  base::log(base::LogLevel::kError, "an order needs a person", {{"order", order.number}, {"reason", reason}});
  const auto now = services.clock.now();
  transaction.jobs().enqueue({std::string(domain::kTellOwner), order.id.value, now});
  note(transaction, order, domain::kFlagged, now, std::move(actor), std::move(reason));
}

}  // namespace app
