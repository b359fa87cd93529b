#include "adapters/printful/printful_webhook_verifier.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"
#include "base/digest.h"

namespace adapters::printful {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

constexpr std::size_t kMinKeyBytes = 16;
constexpr std::chrono::days kMaxAge{3};

std::string decode_key(const base::Secret& secret_hex) {
  const auto key = base::from_hex(secret_hex.expose());
  return key && key->size() >= kMinKeyBytes ? *key : std::string{};
}

base::Failure unauthenticated(std::string cause) {
  return base::fail(base::ErrorCode::kUnauthenticated, "The signature is missing or wrong.",
                    "Printful webhook: " + std::move(cause));
}

base::Failure malformed(std::string cause) {
  return base::fail(base::ErrorCode::kInvalidInput, "The event cannot be read.", "Printful webhook: " + std::move(cause));
}

std::string order_to_read(const json& data) {
  for (const std::string& id : {text_at(data, {"order", "external_id"}), text_at(data, {"external_id"})}) {
    if (!id.empty()) return id;
  }
  for (const std::string& id : {text_at(data, {"order", "id"}), text_at(data, {"order_id"})}) {
    if (!id.empty()) return "printful:" + id;
  }
  return {};
}

// `retries` differs between deliveries of one event, so the body as a whole will not do.
std::string event_id(const std::string& type, const std::string& occurred_at, const json& data) {
  std::string object = text_at(data, {"shipment", "id"}) + "\n" + text_at(data, {"order", "id"});
  if (object == "\n") object = data.dump(-1, ' ', false, json::error_handler_t::replace);
  return base::sha256_hex(type + "\n" + occurred_at + "\n" + object);
}

}  // namespace

bool is_webhook_secret(const base::Secret& secret_hex) { return !decode_key(secret_hex).empty(); }

PrintfulWebhookVerifier::PrintfulWebhookVerifier(PrintfulWebhookConfig config)
    : key_(decode_key(config.secret_hex)), public_key_(std::move(config.public_key)) {}

base::Result<domain::WebhookEvent> PrintfulWebhookVerifier::verify(std::string_view raw_body,
                                                                   const ports::HeaderLookup& header,
                                                                   base::Timestamp now) {
  if (key_.empty()) return unauthenticated("PRINTFUL_WEBHOOK_SECRET is not a secret in hex");
  if (!public_key_.empty() && header("x-pf-webhook-public-key") != public_key_) {
    return unauthenticated("another webhook configuration");
  }
  const auto given = base::from_hex(header("x-pf-webhook-signature"));
  if (!given || !base::constant_time_equal(*given, base::hmac_sha256(key_.expose(), raw_body))) {
    return unauthenticated("no matching signature");
  }
  const auto event = http_client::parse_json(raw_body);
  if (!event || !event->is_object()) return malformed("not a JSON object");
  const std::string occurred_text = text_at(*event, {"occurred_at"});
  const auto occurred_at = http_client::time_at(*event, {"occurred_at"});
  domain::WebhookEvent result;
  result.type = text_at(*event, {"type"});
  if (result.type.empty() || !occurred_at) return malformed("no type or occurred_at");
  if (now - *occurred_at > kMaxAge) return unauthenticated("occurred at " + base::to_rfc3339(*occurred_at));
  const json& data = member(*event, {"data"});
  result.source = "printful";
  result.event_id = event_id(result.type, occurred_text, data);
  result.object_id = order_to_read(data);
  result.reason = http_client::for_log(text_at(data, {"reason"}));
  result.payload = raw_body;
  result.received_at = now;
  return result;
}

}  // namespace adapters::printful
