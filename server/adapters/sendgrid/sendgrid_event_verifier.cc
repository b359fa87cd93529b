#include "adapters/sendgrid/sendgrid_event_verifier.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/http_client/json_reading.h"
#include "base/id.h"

namespace adapters::sendgrid {
namespace {

using http_client::text_at;
using nlohmann::json;

constexpr long long kMaxAgeSeconds = 25 * 3600;
constexpr long long kMaxFutureSeconds = 300;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > 1024) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), as_bytes(text),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

Key key_from(const std::string& text) {
  const auto der = from_base64(text);
  if (!der) return {nullptr, EVP_PKEY_free};
  const unsigned char* at = as_bytes(*der);
  Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der->size())), EVP_PKEY_free);
  const bool p256 = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC && EVP_PKEY_get_bits(key.get()) == 256;
  return p256 ? std::move(key) : Key{nullptr, EVP_PKEY_free};
}

bool is_signed(EVP_PKEY* key, std::string_view signature, std::string_view text) {
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), as_bytes(signature), signature.size(), as_bytes(text), text.size()) == 1;
}

base::Failure unauthenticated(std::string cause) {
  return base::fail(base::ErrorCode::kUnauthenticated, "The signature is missing or wrong.",
                    "SendGrid webhook: " + std::move(cause));
}

std::optional<long long> to_seconds(std::string_view text) {
  long long seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return seconds;
}

std::optional<domain::WebhookEvent> event_from(const json& given, base::Timestamp now) {
  domain::WebhookEvent event;
  event.source = "sendgrid";
  event.event_id = text_at(given, {"sg_event_id"});
  event.type = text_at(given, {"event"});
  event.object_id = text_at(given, {"mail_id"});
  if (event.event_id.empty() || event.event_id.size() > 200 || event.type.empty() || !base::is_uuid(event.object_id)) {
    return std::nullopt;
  }
  json kept = json::object();
  for (const char* name : {"type", "status", "sg_message_id", "timestamp"}) {
    if (given.contains(name)) kept[name] = given[name];
  }
  event.payload = kept.dump(-1, ' ', false, json::error_handler_t::replace);
  event.received_at = now;
  return event;
}

}  // namespace

bool is_event_key(const std::string& public_key) { return key_from(public_key) != nullptr; }

base::Result<std::vector<domain::WebhookEvent>> SendgridEventVerifier::verify(std::string_view raw_body,
                                                                              const ports::HeaderLookup& header,
                                                                              base::Timestamp now) {
  const Key key = key_from(public_key_);
  if (!key) return unauthenticated("SENDGRID_EVENT_KEY is not a public key");
  const std::string_view time = header("x-twilio-email-event-webhook-timestamp");
  const auto signed_at = to_seconds(time);
  const auto signature = from_base64(header("x-twilio-email-event-webhook-signature"));
  if (!signed_at || !signature) return unauthenticated("no signature or no time");
  if (!is_signed(key.get(), *signature, std::string(time) + std::string(raw_body))) {
    return unauthenticated("no matching signature");
  }
  const long long age = base::to_unix_seconds(now) - *signed_at;
  if (age > kMaxAgeSeconds || age < -kMaxFutureSeconds) return unauthenticated("signed " + std::to_string(age) + " s ago");
  const auto batch = http_client::parse_json(raw_body);
  if (!batch || !batch->is_array()) {
    return base::fail(base::ErrorCode::kInvalidInput, "The events cannot be read.", "SendGrid webhook: not a JSON array");
  }
  std::vector<domain::WebhookEvent> events;
  for (const json& given : *batch) {
    if (auto event = event_from(given, now)) events.push_back(std::move(*event));
  }
  return events;
}

}  // namespace adapters::sendgrid
