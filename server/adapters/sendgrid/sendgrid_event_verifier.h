#pragma once

#include <string>

#include "ports/webhook_verifier.h"

namespace adapters::sendgrid {

// Whether the text is a P-256 public key as SendGrid shows it: SubjectPublicKeyInfo in base64; for checks before start.
bool is_event_key(const std::string& public_key);

// The signed event webhook: ECDSA P-256 over SHA-256 of <timestamp><raw body, its last line break included>, in
// X-Twilio-Email-Event-Webhook-Signature (base64 of DER). A batch is stale 25 hours after its timestamp: events are
// repeated for 24 hours, and what comes again within is known by its sg_event_id.
// Of each event only what we use is kept, never the address. Events of mails that are not ours (no mail_id among the
// custom arguments) are left out.
class SendgridEventVerifier final : public ports::WebhookBatchVerifier {
 public:
  explicit SendgridEventVerifier(std::string public_key) : public_key_(std::move(public_key)) {}

  base::Result<std::vector<domain::WebhookEvent>> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                                         base::Timestamp now) override;

 private:
  std::string public_key_;  // base64; an unusable one verifies nothing
};

}  // namespace adapters::sendgrid
