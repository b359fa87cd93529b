#include "adapters/printify/printify_webhook_verifier.h"

#include <catch2/catch.hpp>

#include "base/digest.h"

using adapters::printify::PrintifyWebhookVerifier;
using base::ErrorCode;

namespace {

const std::string kSecret = "a secret of the shop's own";
const auto kNow = *base::from_rfc3339("2026-11-22T12:00:00Z");
const std::string kBody =
    R"({"id":"653b6be8-2ff7-4ab5-a7a6-6889a8b3bbf5","type":"order:shipment:created","created_at":"2026-11-22 11:59:00+00:00",)"
    R"("resource":{"id":"5a96f649b2439217d070f507","type":"order","data":{"shop_id":77,"carrier":{"code":"USPS"}}}})";

std::string sign(const std::string& body, const std::string& secret = kSecret) {
  return "sha256=" + base::to_hex(base::hmac_sha256(secret, body));
}

base::Result<domain::WebhookEvent> verify(const std::string& body, const std::string& signature, const std::string& secret = kSecret) {
  PrintifyWebhookVerifier verifier{base::Secret{secret}};
  return verifier.verify(
      body, [&](std::string_view name) -> std::string_view { return name == "x-pfy-signature" ? std::string_view(signature) : ""; }, kNow);
}

}  // namespace

TEST_CASE("a signed Printify event becomes an inbox entry about its order") {
  const auto event = verify(kBody, sign(kBody));
  REQUIRE(event);
  CHECK(event->source == "printify");
  CHECK(event->event_id == "653b6be8-2ff7-4ab5-a7a6-6889a8b3bbf5");
  CHECK(event->type == "order:shipment:created");
  CHECK(event->object_id == "printify:5a96f649b2439217d070f507");
  CHECK(event->payload == kBody);
}

TEST_CASE("a known body under a known secret has a known signature") {
  const std::string body = R"({"id":"1","type":"order:updated","created_at":"2026-11-22T11:59:00+00:00","resource":{"id":"2","type":"order"}})";
  // printf '%s' BODY | openssl dgst -sha256 -hmac secret
  CHECK(verify(body, "sha256=20676bafd4e09727935d2bff10df9a372e2b2da7dde49f2cd21da9f71647018b", "secret"));
}

TEST_CASE("what is not signed with our secret over these very bytes is refused") {
  std::string changed = kBody;
  changed[10] ^= 1;
  CHECK(verify(changed, sign(kBody)).error().code == ErrorCode::kUnauthenticated);
  CHECK(verify(kBody + "\n", sign(kBody)).error().code == ErrorCode::kUnauthenticated);
  CHECK(verify(kBody, sign(kBody, "another")).error().code == ErrorCode::kUnauthenticated);
  const std::string hex = sign(kBody).substr(7);
  for (const std::string& header : {std::string{}, hex, "sha1=" + hex, "sha256=" + hex.substr(2), std::string("sha256="), "sha256=" + hex + "00"}) {
    INFO(header);
    CHECK(verify(kBody, header).error().code == ErrorCode::kUnauthenticated);
  }
  CHECK(verify(kBody, sign(kBody, ""), "").error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE("one that is signed but no event is malformed, one about no order names none") {
  for (const std::string& body : {std::string("[]"), std::string("{}"), std::string("not json"), std::string(R"({"id":"1"})")}) {
    CHECK(verify(body, sign(body)).error().code == ErrorCode::kInvalidInput);
  }
  const std::string shop = R"({"id":"1","type":"shop:disconnected","created_at":"2026-11-22 11:59:00+00:00","resource":{"id":"77","type":"shop"}})";
  CHECK(verify(shop, sign(shop))->object_id.empty());
}
