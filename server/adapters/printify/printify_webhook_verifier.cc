#include "adapters/printify/printify_webhook_verifier.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"
#include "base/digest.h"
#include "domain/printer.h"

namespace adapters::printify {
namespace {

constexpr std::string_view kScheme = "sha256=";

base::Failure unauthenticated(std::string cause) {
  return base::fail(base::ErrorCode::kUnauthenticated, "The signature is missing or wrong.",
                    "Printify webhook: " + std::move(cause));
}

bool is_signed(std::string_view header, std::string_view body, const base::Secret& secret) {
  if (secret.empty() || !header.starts_with(kScheme)) return false;
  const auto given = base::from_hex(header.substr(kScheme.size()));
  return given && base::constant_time_equal(*given, base::hmac_sha256(secret.expose(), body));
}

}  // namespace

base::Result<domain::WebhookEvent> PrintifyWebhookVerifier::verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                                                   base::Timestamp now) {
  if (!is_signed(header("x-pfy-signature"), raw_body, secret_)) return unauthenticated("no matching signature");
  const auto event = http_client::parse_json(raw_body);
  domain::WebhookEvent result;
  if (event) {
    result.event_id = http_client::text_at(*event, {"id"});
    result.type = http_client::text_at(*event, {"type"});
  }
  if (result.event_id.empty() || result.type.empty()) {
    return base::fail(base::ErrorCode::kInvalidInput, "The event cannot be read.", "Printify webhook: no id or type");
  }
  result.source = domain::kPrintify;
  const std::string order = http_client::text_at(*event, {"resource", "id"});
  const bool about_order = http_client::text_at(*event, {"resource", "type"}) == "order" && !order.empty();
  if (about_order) result.object_id = "printify:" + order;
  result.payload = raw_body;
  result.received_at = now;
  return result;
}

}  // namespace adapters::printify
