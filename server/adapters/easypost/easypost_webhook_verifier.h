#pragma once

#include "base/secret.h"
#include "ports/webhook_verifier.h"

namespace adapters::easypost {

// Header X-Hmac-Signature: hmac-sha256-hex=<hex HMAC-SHA256 of the raw body>, under the secret in Unicode form NFKD. EasyPost
// signs no time; an event that is sent again has its id still and is stored once.
// object_id: "parcel:<tracking number>" of news about a tracker; empty otherwise.
class EasypostWebhookVerifier final : public ports::WebhookVerifier {
 public:
  explicit EasypostWebhookVerifier(const base::Secret& secret);

  base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                            base::Timestamp now) override;

 private:
  base::Secret key_;  // normalised; empty where the secret is unusable, and then nothing verifies
};

}  // namespace adapters::easypost
