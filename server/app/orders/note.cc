#include "app/orders/note.h"

#include <utility>

#include "app/orders/change_order.h"
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

namespace {

// Of an order that was before a person: what was settled is over, and may come again.
bool settles(const domain::OrderHistoryEntry& entry) {
  using domain::OrderState;
  return entry.from == OrderState::kNeedsAttention && entry.to != OrderState::kNeedsAttention;
}

bool is_told_of(const std::vector<domain::OrderHistoryEntry>& history, const std::string& trouble) {
  for (auto entry = history.rbegin(); entry != history.rend() && !settles(*entry); ++entry) {
    if (tells_of_trouble(*entry) && entry->reason == trouble) return true;
  }
  return false;
}

}  // namespace

bool tells_of_trouble(const domain::OrderHistoryEntry& entry) {
  using domain::OrderEvent;
  return entry.event == domain::kFlagged || entry.event == to_string(OrderEvent::kTrouble) ||
         entry.event == to_string(OrderEvent::kRefundReturned);
}

void flag_order(Services& services, ports::Transaction& transaction, domain::Order& order, std::string actor,
                std::string reason, Telling telling) {
  if (telling == Telling::kOnce && is_told_of(transaction.orders().history(order.id), reason)) return;
  order.trouble = reason;
  transaction.orders().update(order);
  services.metrics.count("picasso_orders_flagged_total");
  base::log(base::LogLevel::kError, "an order needs a person", {{"order", order.number}, {"reason", reason}});
  const auto now = services.clock.now();
  transaction.jobs().enqueue({std::string(domain::kTellOwner), order.id.value, now});
  note(transaction, order, domain::kFlagged, now, std::move(actor), std::move(reason));
}

void put_before_person(Services& services, ports::Transaction& transaction, domain::Order& order, std::string actor,
                       std::string reason) {
  if (change_order(transaction, order, domain::OrderEvent::kTrouble, services.clock.now(), actor, reason)) return;
  flag_order(services, transaction, order, std::move(actor), std::move(reason));
}

}  // namespace app
