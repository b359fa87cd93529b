#pragma once

#include <cstdint>
#include <string>

namespace sandbox {

// Value of Stripe-Signature: the key is the whole secret, "whsec_" included.
std::string stripe_signature(const std::string& secret, std::int64_t unix_seconds, const std::string& body);

// Value of x-pf-webhook-signature: the key is the secret decoded from hex.
std::string printful_signature(const std::string& hex_secret, const std::string& body);

// Value of X-Pfy-Signature: the key is the secret as it is.
std::string printify_signature(const std::string& secret, const std::string& body);

// Value of X-Hmac-Signature of EasyPost. The secret must be in Unicode form NFKD, as ASCII is.
std::string easypost_signature(const std::string& secret, const std::string& body);

// What EasyPost wants in Authorization: the key is the user, there is no password.
std::string easypost_credentials(const std::string& key);

// Names the webhook configuration; derived from the secret, which it does not reveal.
std::string printful_public_key(const std::string& hex_secret);

// A fresh P-256 private key in PEM.
std::string new_event_key();

// Value of X-Twilio-Email-Event-Webhook-Signature: ECDSA over the time and the raw body, DER in base64.
std::string sendgrid_signature(const std::string& private_key, std::int64_t unix_seconds, const std::string& body);

// What the shop is told to verify with: SubjectPublicKeyInfo in base64. Empty when the private key is none.
std::string sendgrid_public_key(const std::string& private_key);

}  // namespace sandbox
