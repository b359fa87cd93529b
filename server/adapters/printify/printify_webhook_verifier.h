#pragma once

#include "base/secret.h"
#include "ports/webhook_verifier.h"

namespace adapters::printify {

// Header X-Pfy-Signature: sha256=<hex HMAC-SHA256 of the raw body under the secret that the webhook was made with>. Printify
// signs no time; an event that is sent again, by it or by somebody else, has its id still and is stored once.
// object_id: "printify:<order id>", since no event names our own; empty when it is about no order.
class PrintifyWebhookVerifier final : public ports::WebhookVerifier {
 public:
  explicit PrintifyWebhookVerifier(base::Secret secret) : secret_(std::move(secret)) {}

  base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                            base::Timestamp now) override;

 private:
  base::Secret secret_;  // empty: nothing verifies
};

}  // namespace adapters::printify
