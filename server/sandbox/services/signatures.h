#pragma once

#include <cstdint>
#include <string>

namespace sandbox {

// Value of Stripe-Signature: the key is the whole secret, "whsec_" included.
std::string stripe_signature(const std::string& secret, std::int64_t unix_seconds, const std::string& body);

// Value of x-pf-webhook-signature: the key is the secret decoded from hex.
std::string printful_signature(const std::string& hex_secret, const std::string& body);

// Names the webhook configuration; derived from the secret, which it does not reveal.
std::string printful_public_key(const std::string& hex_secret);

}  // namespace sandbox
