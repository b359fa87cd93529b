#include "adapters/stripe/stripe_webhook_verifier.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"
#include "base/digest.h"

namespace adapters::stripe {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

constexpr long long kToleranceSeconds = 300;

struct SignatureHeader {
  std::string_view time;
  std::vector<std::string_view> signatures;  // of scheme v1
};

SignatureHeader parse_header(std::string_view header) {
  SignatureHeader parsed;
  while (!header.empty()) {
    const std::string_view part = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), part.size() + 1));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view value = part.substr(equals + 1);
    if (part.substr(0, equals) == "t") parsed.time = value;
    if (part.substr(0, equals) == "v1") parsed.signatures.push_back(value);
  }
  return parsed;
}

std::optional<long long> to_seconds(std::string_view text) {
  long long seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return seconds;
}

base::Failure unauthenticated(std::string cause) {
  return base::fail(base::ErrorCode::kUnauthenticated, "The signature is missing or wrong.",
                    "Stripe webhook: " + std::move(cause));
}

base::Failure malformed(std::string cause) {
  return base::fail(base::ErrorCode::kInvalidInput, "The event cannot be read.", "Stripe webhook: " + std::move(cause));
}

// What to read anew: the checkout session, or the payment that a refund or dispute is about.
std::string object_to_read(const json& object) {
  const std::string kind = text_at(object, {"object"});
  if (kind == "checkout.session" || kind == "payment_intent") return text_at(object, {"id"});
  if (member(object, {"payment_intent"}).is_object()) return text_at(object, {"payment_intent", "id"});
  return text_at(object, {"payment_intent"});
}

}  // namespace

StripeWebhookVerifier::StripeWebhookVerifier(StripeWebhookConfig config) : config_(std::move(config)) {}

base::Result<domain::WebhookEvent> StripeWebhookVerifier::verify(std::string_view raw_body,
                                                                 const ports::HeaderLookup& header,
                                                                 base::Timestamp now) {
  const SignatureHeader signature = parse_header(header("stripe-signature"));
  const auto signed_at = to_seconds(signature.time);
  if (!signed_at) return unauthenticated("no time in the signature");
  const std::string signed_text = std::string(signature.time) + "." + std::string(raw_body);
  bool matches = false;
  for (const base::Secret& secret : config_.secrets) {
    if (secret.empty()) continue;  // anybody can sign with an empty key
    const std::string expected = base::to_hex(base::hmac_sha256(secret.expose(), signed_text));
    for (const std::string_view given : signature.signatures) {
      matches |= base::constant_time_equal(expected, given);
    }
  }
  if (!matches) return unauthenticated("no matching v1 signature");
  const long long age = base::to_unix_seconds(now) - *signed_at;
  if (age > kToleranceSeconds || age < -kToleranceSeconds) {
    return unauthenticated("signed " + std::to_string(age) + " s ago");
  }

  const auto event = http_client::parse_json(raw_body);
  if (!event || !event->is_object()) return malformed("not a JSON object");
  domain::WebhookEvent result;
  result.source = "stripe";
  result.event_id = text_at(*event, {"id"});
  result.type = text_at(*event, {"type"});
  if (result.event_id.empty() || result.type.empty()) return malformed("no id or type");
  result.object_id = object_to_read(member(*event, {"data", "object"}));
  result.payload = raw_body;
  result.received_at = now;
  return result;
}

}  // namespace adapters::stripe
