#include "app/orders/change_fulfillment.h"

#include <utility>

#include "app/orders/note.h"
#include "base/log.h"

namespace app {

bool change_fulfillment(ports::Transaction& transaction, const domain::Order& order, domain::Fulfillment& fulfillment,
                        domain::FulfillmentEvent event, const domain::FulfillmentFacts& facts, base::Timestamp now,
                        std::string actor, const std::string& reason) {
  const auto next = next_fulfillment_state(fulfillment.state, event, facts);
  if (!next) return false;
  const auto before = std::exchange(fulfillment.state, *next);
  const std::string text = change_text(to_string(before), to_string(*next), reason);
  base::log(needs_a_person(*next) ? base::LogLevel::kWarning : base::LogLevel::kInfo, "fulfillment changed",
            {{"order", order.number}, {"change", text}});
  note(transaction, order, domain::kFulfillmentChanged, now, std::move(actor), text);
  return true;
}

domain::Fulfillment fulfillment_of(ports::Transaction& transaction, const domain::Order& order) {
  if (auto known = transaction.orders().find_fulfillment(order.id)) return *known;
  domain::Fulfillment owed;
  owed.order_id = order.id;
  owed.provider = domain::provider_of(order);
  owed.external_id = domain::external_id_of(order.id);
  return owed;
}

void save_fulfillment(ports::Transaction& transaction, domain::Fulfillment& fulfillment, base::Timestamp now) {
  ++fulfillment.version;
  fulfillment.updated_at = now;
  transaction.orders().save_fulfillment(fulfillment);
}

}  // namespace app
