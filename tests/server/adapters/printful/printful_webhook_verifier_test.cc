#include "adapters/printful/printful_webhook_verifier.h"

#include <catch2/catch.hpp>

#include "base/digest.h"

using adapters::printful::PrintfulWebhookConfig;
using adapters::printful::PrintfulWebhookVerifier;
using base::ErrorCode;

namespace {

const std::string kSecretHex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const auto kNow = *base::from_rfc3339("2026-11-22T12:00:00Z");

std::string shipment_sent(const std::string& occurred_at = "2026-11-22T11:59:00Z", int retries = 0, int shipment = 10) {
  return R"({"type":"shipment_sent","occurred_at":")" + occurred_at + R"(","retries":)" + std::to_string(retries) +
         R"(,"store_id":12,"data":{"shipment":{"id":)" + std::to_string(shipment) +
         R"(,"tracking_number":"1Z"},"order":{"id":13,"external_id":"0f8fad5bd9cb469fa16570867728950e"}}})";
}

std::string sign(const std::string& body, const std::string& key = *base::from_hex(kSecretHex)) {
  return base::to_hex(base::hmac_sha256(key, body));
}

base::Result<domain::WebhookEvent> verify(const std::string& body, const std::string& signature,
                                          const std::string& public_key = {}, const PrintfulWebhookConfig& config = {
                                              base::Secret{kSecretHex}, ""}) {
  PrintfulWebhookVerifier verifier{config};
  return verifier.verify(
      body,
      [&](std::string_view name) -> std::string_view {
        if (name == "x-pf-webhook-signature") return signature;
        if (name == "x-pf-webhook-public-key") return public_key;
        return {};
      },
      kNow);
}

ErrorCode refused(const std::string& body, const std::string& signature) {
  const auto result = verify(body, signature);
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("a signed Printful event becomes an inbox entry about our order") {
  const std::string body = shipment_sent();
  const auto event = verify(body, sign(body));
  REQUIRE(event);
  CHECK(event->source == "printful");
  CHECK(event->type == "shipment_sent");
  CHECK(event->object_id == "0f8fad5bd9cb469fa16570867728950e");
  CHECK(event->payload == body);
  CHECK(event->event_id.size() == 64);
}

TEST_CASE("a redelivery has the same event id, another parcel, time or kind has not") {
  const auto id = [](const std::string& body) { return verify(body, sign(body))->event_id; };
  const std::string first = id(shipment_sent());
  CHECK(id(shipment_sent("2026-11-22T11:59:00Z", 3)) == first);
  CHECK(id(shipment_sent("2026-11-22T11:59:00Z", 0, 11)) != first);
  CHECK(id(shipment_sent("2026-11-22T11:58:00Z")) != first);
}

TEST_CASE("events that name no parcel or order are told apart by their content") {
  const auto id = [](const std::string& data) {
    const std::string body = R"({"type":"catalog_price_changed","occurred_at":"2026-11-22T11:59:00Z","data":)" + data + "}";
    return *verify(body, sign(body));
  };
  CHECK(id(R"({"products":[1]})").event_id != id(R"({"products":[2]})").event_id);
  CHECK(id(R"({"products":[1]})").object_id.empty());
}

TEST_CASE("an order that Printful knows only by its own id is named with a prefix") {
  const std::string body =
      R"({"type":"order_failed","occurred_at":"2026-11-22T11:59:00Z","data":{"reason":"x","order":{"id":13,"external_id":null}}})";
  CHECK(verify(body, sign(body))->object_id == "printful:13");
  CHECK(verify(body, sign(body))->reason == "x");
}

TEST_CASE("a changed byte, a missing signature or another key do not verify") {
  const std::string body = shipment_sent();
  std::string tampered = body;
  tampered[20] ^= 1;
  CHECK(refused(tampered, sign(body)) == ErrorCode::kUnauthenticated);
  CHECK(refused(body, "") == ErrorCode::kUnauthenticated);
  CHECK(refused(body, "zz" + sign(body).substr(2)) == ErrorCode::kUnauthenticated);
  CHECK(refused(body, sign(body).substr(2)) == ErrorCode::kUnauthenticated);
  CHECK(refused(body, sign(body, "another key of some length......")) == ErrorCode::kUnauthenticated);
}

TEST_CASE("the key is the decoded secret, never its hex text") {
  const std::string body = shipment_sent();
  CHECK(refused(body, sign(body, kSecretHex)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("a secret that is not hex, or too short, verifies nothing, not even an empty key's signature") {
  const std::string body = shipment_sent();
  for (const std::string secret : {"", "not hex at all, not hex at all, ", "abcd"}) {
    CHECK_FALSE(adapters::printful::is_webhook_secret(base::Secret{secret}));
    const auto result = verify(body, sign(body, ""), "", {base::Secret{secret}, ""});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::kUnauthenticated);
  }
  CHECK(adapters::printful::is_webhook_secret(base::Secret{kSecretHex}));
}

TEST_CASE("what occurred over three days ago is a replay, Printful's last retry comes within a day") {
  const std::string recent = shipment_sent("2026-11-19T12:00:00Z");
  CHECK(verify(recent, sign(recent)));
  const std::string stale = shipment_sent("2026-11-19T11:59:59Z");
  CHECK(refused(stale, sign(stale)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("the public key counts only where one is configured") {
  const std::string body = shipment_sent();
  const PrintfulWebhookConfig pinned{base::Secret{kSecretHex}, "pk_1"};
  CHECK(verify(body, sign(body), "pk_2"));
  CHECK(verify(body, sign(body), "pk_1", pinned));
  CHECK_FALSE(verify(body, sign(body), "pk_2", pinned));
  CHECK_FALSE(verify(body, sign(body), "", pinned));
}

TEST_CASE("signed but malformed Printful events are told apart from unsigned ones") {
  for (const std::string body : {"", "[]", "{}", R"({"type":"x"})", R"({"type":"x","occurred_at":"yesterday"})"}) {
    INFO(body);
    CHECK(refused(body, sign(body)) == ErrorCode::kInvalidInput);
    CHECK(refused(body, "") == ErrorCode::kUnauthenticated);
  }
}
