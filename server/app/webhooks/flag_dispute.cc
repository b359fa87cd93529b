#include "app/webhooks/flag_dispute.h"

#include "app/orders/note.h"

namespace app {

bool is_dispute(const domain::WebhookEvent& event) { return event.type.starts_with("charge.dispute."); }

void flag_dispute(Services& services, ports::Transaction& transaction, domain::Order& order,
                  const domain::WebhookEvent& event) {
  flag_order(services, transaction, order, "stripe", event.type + " (" + event.event_id + ")");
}

}  // namespace app
