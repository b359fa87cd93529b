#pragma once

#include <vector>

#include "base/secret.h"
#include "ports/webhook_verifier.h"

namespace adapters::stripe {

struct StripeWebhookConfig {
  std::vector<base::Secret> secrets;  // whsec_..., whole; several while a secret is being replaced
};

// Header Stripe-Signature: t=<unix seconds>,v1=<hex>[,v1=...]; signed text "<t>.<raw body>". Any v1 under any secret
// will do, other schemes are ignored. Older than 300 s is stale; so is more than 300 s ahead, which Stripe's own
// client would let pass: a signature made out for next year would otherwise stay good until then.
class StripeWebhookVerifier final : public ports::WebhookVerifier {
 public:
  explicit StripeWebhookVerifier(StripeWebhookConfig config);

  base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                            base::Timestamp now) override;

 private:
  StripeWebhookConfig config_;
};

}  // namespace adapters::stripe
