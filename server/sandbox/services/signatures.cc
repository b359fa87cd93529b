#include "sandbox/services/signatures.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "base/digest.h"

namespace sandbox {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* as_bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Key read_key(const std::string& pem) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return {PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

std::string to_base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), as_bytes(bytes),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::string stripe_signature(const std::string& secret, std::int64_t unix_seconds, const std::string& body) {
  const std::string time = std::to_string(unix_seconds);
  return "t=" + time + ",v1=" + base::to_hex(base::hmac_sha256(secret, time + "." + body));
}

std::string printful_signature(const std::string& hex_secret, const std::string& body) {
  return base::to_hex(base::hmac_sha256(base::from_hex(hex_secret).value_or(""), body));
}

std::string printify_signature(const std::string& secret, const std::string& body) {
  return "sha256=" + base::to_hex(base::hmac_sha256(secret, body));
}

std::string easypost_signature(const std::string& secret, const std::string& body) {
  return "hmac-sha256-hex=" + base::to_hex(base::hmac_sha256(secret, body));
}

std::string easypost_credentials(const std::string& key) { return "Basic " + to_base64(key + ":"); }

std::string printful_public_key(const std::string& hex_secret) {
  return base::sha256_hex("public key of " + hex_secret).substr(0, 32);
}

std::string new_event_key() {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Memory memory(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

std::string sendgrid_signature(const std::string& private_key, std::int64_t unix_seconds, const std::string& body) {
  const Key key = read_key(private_key);
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const std::string text = std::to_string(unix_seconds) + body;
  std::size_t length = 0;
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
  EVP_DigestSign(context.get(), nullptr, &length, as_bytes(text), text.size());
  std::string signature(length, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, as_bytes(text), text.size());
  signature.resize(length);
  return to_base64(signature);
}

std::string sendgrid_public_key(const std::string& private_key) {
  const Key key = read_key(private_key);
  if (!key) return {};
  unsigned char* der = nullptr;
  const int length = i2d_PUBKEY(key.get(), &der);
  const std::string bytes(reinterpret_cast<char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return to_base64(bytes);
}

}  // namespace sandbox
