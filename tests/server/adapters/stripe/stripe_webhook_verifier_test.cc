#include "adapters/stripe/stripe_webhook_verifier.h"

#include <catch2/catch.hpp>

#include "base/digest.h"

using adapters::stripe::StripeWebhookVerifier;
using base::ErrorCode;

namespace {

const std::string kSecret = "whsec_test_secret";
const std::string kOldSecret = "whsec_old_secret";
constexpr long long kNow = 1'800'000'000;
const std::string kBody =
    R"({"id":"evt_1","type":"checkout.session.completed","data":{"object":{"object":"checkout.session","id":"cs_1","payment_intent":"pi_1"}}})";

std::string mac(const std::string& secret, const std::string& body, long long at) {
  return base::to_hex(base::hmac_sha256(secret, std::to_string(at) + "." + body));
}

std::string signed_header(const std::string& body = kBody, long long at = kNow, const std::string& secret = kSecret) {
  return "t=" + std::to_string(at) + ",v1=" + mac(secret, body, at);
}

auto verify(const std::string& body, const std::string& header) {
  StripeWebhookVerifier verifier{{{base::Secret{kSecret}, base::Secret{kOldSecret}}}};
  return verifier.verify(
      body, [&](std::string_view name) { return name == "stripe-signature" ? std::string_view{header} : std::string_view{}; },
      base::from_unix_seconds(kNow));
}

ErrorCode refused(const std::string& body, const std::string& header) {
  const auto result = verify(body, header);
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("a signed Stripe event becomes an inbox entry") {
  const auto event = verify(kBody, signed_header());
  REQUIRE(event);
  CHECK(event->source == "stripe");
  CHECK(event->event_id == "evt_1");
  CHECK(event->type == "checkout.session.completed");
  CHECK(event->object_id == "cs_1");
  CHECK(event->payload == kBody);
  CHECK(event->received_at == base::from_unix_seconds(kNow));
  CHECK_FALSE(event->processed_at);
}

TEST_CASE("an event about a charge or a refund points to the payment") {
  for (const std::string intent : {R"("pi_7")", R"({"id":"pi_7"})"}) {
    const std::string body = R"({"id":"evt_2","type":"charge.refunded","data":{"object":{"object":"charge","id":"ch_1","payment_intent":)" +
                             intent + "}}}";
    CHECK(verify(body, signed_header(body))->object_id == "pi_7");
  }
}

TEST_CASE("a changed byte, another time or another secret do not verify") {
  std::string tampered = kBody;
  tampered[10] ^= 1;
  CHECK(refused(tampered, signed_header()) == ErrorCode::kUnauthenticated);
  CHECK(refused(kBody + "\n", signed_header()) == ErrorCode::kUnauthenticated);
  CHECK(refused(kBody, signed_header(kBody, kNow, "whsec_other")) == ErrorCode::kUnauthenticated);
  CHECK(refused(kBody, "t=" + std::to_string(kNow + 1) + ",v1=" + mac(kSecret, kBody, kNow)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("one matching v1 among several is enough, under the new secret or the old") {
  const std::string good = mac(kSecret, kBody, kNow);
  const std::string t = "t=" + std::to_string(kNow);
  CHECK(verify(kBody, t + ",v1=" + std::string(64, 'a') + ",v1=" + good));
  CHECK(verify(kBody, t + ",v1=" + good + ",v1=" + std::string(64, 'a') + ",v0=junk"));
  CHECK(verify(kBody, signed_header(kBody, kNow, kOldSecret)));
}

TEST_CASE("other schemes are ignored, even with the right value") {
  const std::string t = "t=" + std::to_string(kNow);
  CHECK(refused(kBody, t + ",v0=" + mac(kSecret, kBody, kNow)) == ErrorCode::kUnauthenticated);
  CHECK(refused(kBody, t + ",v2=" + mac(kSecret, kBody, kNow)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("five minutes old is accepted, a second more is stale, the same ahead of time") {
  CHECK(verify(kBody, signed_header(kBody, kNow - 300)));
  CHECK(refused(kBody, signed_header(kBody, kNow - 301)) == ErrorCode::kUnauthenticated);
  CHECK(verify(kBody, signed_header(kBody, kNow + 300)));
  CHECK(refused(kBody, signed_header(kBody, kNow + 301)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("headers that are missing, empty or odd do not verify") {
  const std::string good = mac(kSecret, kBody, kNow);
  const std::string now = std::to_string(kNow);
  for (const std::string& header :
       {std::string{}, "t=" + now, "v1=" + good, "t=,v1=" + good, "t=x" + now + ",v1=" + good, "t=-5,v1=" + good,
        "t=99999999999999999999,v1=" + good, "t=" + now + ",v1=", "t=" + now + ",v1=" + good.substr(0, 63),
        "t=" + now + ",v1=" + good + "0", "t=" + now + ", v1=" + good, std::string(",,,==,"), std::string(100000, ',')}) {
    INFO(header.substr(0, 80));
    CHECK(refused(kBody, header) == ErrorCode::kUnauthenticated);
  }
  std::string upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  CHECK(refused(kBody, "t=" + now + ",v1=" + upper) == ErrorCode::kUnauthenticated);
}

TEST_CASE("an empty secret in the list opens no door") {
  StripeWebhookVerifier verifier{{{base::Secret{}, base::Secret{kSecret}}}};
  const std::string header = signed_header(kBody, kNow, "");
  CHECK_FALSE(verifier.verify(kBody, [&](std::string_view) { return std::string_view{header}; }, base::from_unix_seconds(kNow)));
}

TEST_CASE("signed but malformed is told apart from unsigned") {
  for (const std::string body : {"", "{", "[]", "{}", R"({"id":"evt_1"})", R"({"type":"x"})", R"({"id":7.5,"type":[]})"}) {
    INFO(body);
    CHECK(refused(body, signed_header(body)) == ErrorCode::kInvalidInput);
    CHECK(refused(body, "") == ErrorCode::kUnauthenticated);
  }
}
