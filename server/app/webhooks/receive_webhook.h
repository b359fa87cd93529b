#pragma once

#include <string_view>

#include "app/services.h"
#include "ports/webhook_verifier.h"

namespace app {

// Verifies the signature on the raw bytes and stores the event once, with the job that will process it. The same event
// again is accepted and changes nothing. Errors: kUnauthenticated, kInvalidInput, kUnavailable (the sender retries).
base::Result<void> receive_webhook(Services& services, ports::WebhookVerifier& verifier, std::string_view raw_body,
                                   const ports::HeaderLookup& header);

// The same for a request that holds several events: all are stored, or none.
base::Result<void> receive_webhook_batch(Services& services, ports::WebhookBatchVerifier& verifier,
                                         std::string_view raw_body, const ports::HeaderLookup& header);

}  // namespace app
