#pragma once

#include "app/services.h"
#include "domain/webhook.h"

namespace app {

bool is_dispute(const domain::WebhookEvent& event);

// A buyer disputes the payment with the bank. Only a person can answer that. The same event twice is one flag.
void flag_dispute(Services& services, ports::Transaction& transaction, domain::Order& order,
                  const domain::WebhookEvent& event);

}  // namespace app
