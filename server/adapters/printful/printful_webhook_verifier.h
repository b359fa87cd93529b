#pragma once

#include <string>

#include "base/secret.h"
#include "ports/webhook_verifier.h"

namespace adapters::printful {

struct PrintfulWebhookConfig {
  base::Secret secret_hex;  // the configuration's secret_key, in hex as Printful gives it
  std::string public_key;   // where set, events of another webhook configuration are refused
};

// Whether the secret is hex of at least 16 bytes; for checks before start.
bool is_webhook_secret(const base::Secret& secret_hex);

// Webhooks v2 (v1's are unsigned): header x-pf-webhook-signature = hex HMAC-SHA256 of the raw body under the decoded
// secret. Printful signs no time and numbers no event, so: an event that occurred over 3 days ago is stale (its
// retries end after 23 hours), and the event id is a hash of type, time and object, the same for every redelivery.
// object_id: our external id; "printful:<order id>" where the event does not name it; empty when about no order.
class PrintfulWebhookVerifier final : public ports::WebhookVerifier {
 public:
  explicit PrintfulWebhookVerifier(PrintfulWebhookConfig config);

  base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                            base::Timestamp now) override;

 private:
  base::Secret key_;  // decoded; empty where the configured one is unusable, and then nothing verifies
  std::string public_key_;
};

}  // namespace adapters::printful
