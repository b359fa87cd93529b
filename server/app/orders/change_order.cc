#include "app/orders/change_order.h"

#include <utility>

#include "base/log.h"

namespace app {

namespace {

using domain::OrderEvent;

// What the order's change means for the promotion code that it holds.
std::optional<domain::RedemptionEvent> meaning_of(const domain::OrderHistoryEntry& entry) {
  if (entry.from != domain::OrderState::kCreated) return std::nullopt;
  // Trouble with an order that was still open: money came, though not as it should.
  if (entry.event == to_string(OrderEvent::kPaymentReceived) || entry.event == to_string(OrderEvent::kTrouble)) {
    return domain::RedemptionEvent::kPaid;
  }
  return domain::RedemptionEvent::kAbandoned;
}

void settle_redemption(ports::Transaction& transaction, const domain::OrderHistoryEntry& entry) {
  const auto event = meaning_of(entry);
  if (!event) return;
  auto redemption = transaction.promotions().find_redemption(entry.order_id);
  const auto next = redemption ? next_redemption_state(redemption->state, *event) : std::nullopt;
  if (!next) return;
  redemption->state = *next;
  redemption->changed_at = entry.at;
  transaction.promotions().update_redemption(*redemption);
}

}  // namespace

bool change_order(ports::Transaction& transaction, domain::Order& order, domain::OrderEvent event, base::Timestamp now,
                  std::string actor, std::string reason) {
  const auto entry = domain::apply(order, event, now, std::move(actor), std::move(reason));
  if (!entry) return false;
  transaction.orders().update(order);
  transaction.orders().append_history(*entry);
  if (order.promotion_code) settle_redemption(transaction, *entry);
  const bool trouble = entry->to == domain::OrderState::kNeedsAttention;
  if (trouble) transaction.jobs().enqueue({std::string(domain::kTellOwner), order.id.value, now});
  const auto level = trouble ? base::LogLevel::kError : base::LogLevel::kInfo;
  base::log(level, "order changed",
            {{"order", order.number},
             {"from", std::string(to_string(entry->from))},
             {"to", std::string(to_string(entry->to))},
             {"event", entry->event},
             {"reason", entry->reason}});
  return true;
}

}  // namespace app
