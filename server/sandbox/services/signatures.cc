#include "sandbox/services/signatures.h"

#include "base/digest.h"

namespace sandbox {

std::string stripe_signature(const std::string& secret, std::int64_t unix_seconds, const std::string& body) {
  const std::string time = std::to_string(unix_seconds);
  return "t=" + time + ",v1=" + base::to_hex(base::hmac_sha256(secret, time + "." + body));
}

std::string printful_signature(const std::string& hex_secret, const std::string& body) {
  return base::to_hex(base::hmac_sha256(base::from_hex(hex_secret).value_or(""), body));
}

std::string printful_public_key(const std::string& hex_secret) {
  return base::sha256_hex("public key of " + hex_secret).substr(0, 32);
}

}  // namespace sandbox
