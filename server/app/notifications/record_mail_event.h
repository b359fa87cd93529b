#pragma once

#include "app/services.h"
#include "domain/webhook.h"

namespace app {

// What an event of the mail service means for the mail that it speaks of. kNotFound when that is none of ours.
base::Result<void> record_mail_event(Services& services, const domain::WebhookEvent& event);

}  // namespace app
