#include "adapters/easypost/easypost_webhook_verifier.h"

#include <unicode/normalizer2.h>

#include "adapters/http_client/json_reading.h"
#include "base/digest.h"

#include <nlohmann/json.hpp>

namespace adapters::easypost {
namespace {

constexpr std::string_view kScheme = "hmac-sha256-hex=";

std::string normalised(const std::string& secret) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return {};
  const auto text = form->normalize(icu::UnicodeString::fromUTF8(secret), status);
  std::string key;
  if (U_SUCCESS(status)) text.toUTF8String(key);
  return key;
}

bool is_signed(std::string_view header, std::string_view body, const base::Secret& key) {
  if (key.empty() || !header.starts_with(kScheme)) return false;
  const auto given = base::from_hex(header.substr(kScheme.size()));
  return given && base::constant_time_equal(*given, base::hmac_sha256(key.expose(), body));
}

}  // namespace

EasypostWebhookVerifier::EasypostWebhookVerifier(const base::Secret& secret) : key_(normalised(secret.expose())) {}

base::Result<domain::WebhookEvent> EasypostWebhookVerifier::verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                                                   base::Timestamp now) {
  if (!is_signed(header("x-hmac-signature"), raw_body, key_)) {
    return base::fail(base::ErrorCode::kUnauthenticated, "The signature is missing or wrong.", "EasyPost webhook: no matching signature");
  }
  const auto event = http_client::parse_json(raw_body);
  domain::WebhookEvent result;
  if (event) {
    result.event_id = http_client::text_at(*event, {"id"});
    result.type = http_client::text_at(*event, {"description"});
  }
  if (result.event_id.empty() || result.type.empty()) {
    return base::fail(base::ErrorCode::kInvalidInput, "The event cannot be read.", "EasyPost webhook: no id or description");
  }
  result.source = "easypost";
  const std::string number = http_client::text_at(*event, {"result", "tracking_code"});
  if (result.type.starts_with("tracker.") && !number.empty()) result.object_id = "parcel:" + number;
  result.payload = raw_body;
  result.received_at = now;
  return result;
}

}  // namespace adapters::easypost
