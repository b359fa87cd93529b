#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Why the session is looked at. The return page asks the payment service only while our order still waits for its payment.
enum class SettleReason { kWebhook, kReturnPage };

// Reads the checkout session anew and brings our order in line with it: paid (with address, mails and print jobs in the
// same transaction), expired, canceled, or before a person when what was paid is not what we asked for. Safe to call
// any number of times, from several places at once. The order as it then is; kNotFound when the session is not ours.
base::Result<domain::Order> settle_checkout(Services& services, const std::string& session_id, SettleReason reason);

}  // namespace app
