#include "adapters/sendgrid/sendgrid_event_verifier.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

using adapters::sendgrid::is_event_key;
using adapters::sendgrid::SendgridEventVerifier;
using base::ErrorCode;

namespace {

constexpr long long kNow = 1'800'000'000;
const std::string kMail = "6a6a6a6a-0000-4000-8000-000000000001";
const std::string kBody =
    R"([{"email":"ann@example.org","event":"processed","mail_id":")" + kMail + R"(","sg_event_id":"sg_1","sg_message_id":"m.1","timestamp":1},)" +
    R"({"email":"ann@example.org","event":"bounce","type":"blocked","status":"5.2.2","reason":"<ann@example.org> full","mail_id":")" + kMail +
    R"(","sg_event_id":"sg_2","timestamp":2},{"event":"delivered","sg_event_id":"sg_3","email":"somebody@else.test"}])" + "\r\n";

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size))));
  return text;
}

// SendGrid, with a key of its own.
struct Sender {
  explicit Sender(const char* curve = "P-256") : key(EVP_EC_gen(curve), EVP_PKEY_free) {}

  std::string public_key() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key.get(), &der);
    const auto text = base64(der, static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
  }
  std::string sign(const std::string& text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    unsigned char signature[200];
    std::size_t size = sizeof signature;
    REQUIRE(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1);
    REQUIRE(EVP_DigestSign(context.get(), signature, &size, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1);
    return base64(signature, size);
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key;
};

auto verify(const std::string& public_key, const std::string& body, const std::string& signature, const std::string& time,
            long long now = kNow) {
  SendgridEventVerifier verifier(public_key);
  return verifier.verify(
      body,
      [&](std::string_view name) -> std::string_view {
        if (name == "x-twilio-email-event-webhook-signature") return signature;
        if (name == "x-twilio-email-event-webhook-timestamp") return time;
        return {};
      },
      base::from_unix_seconds(now));
}

}  // namespace

TEST_CASE("a signed batch becomes inbox entries of our mails, without anybody's address") {
  const Sender sender;
  const std::string time = std::to_string(kNow);
  const auto events = verify(sender.public_key(), kBody, sender.sign(time + kBody), time);
  REQUIRE(events);
  REQUIRE(events->size() == 2);
  CHECK(events->at(0).source == "sendgrid");
  CHECK(events->at(0).event_id == "sg_1");
  CHECK(events->at(0).type == "processed");
  CHECK(events->at(0).object_id == kMail);
  CHECK(nlohmann::json::parse(events->at(1).payload) == nlohmann::json{{"type", "blocked"}, {"status", "5.2.2"}, {"timestamp", 2}});
}

TEST_CASE("a signature counts only for these very bytes, this time and this key") {
  const Sender sender;
  const std::string time = std::to_string(kNow);
  const auto signature = sender.sign(time + kBody);
  const auto refused = [&](const std::string& key, const std::string& body, const std::string& given, const std::string& at) {
    const auto events = verify(key, body, given, at);
    return !events && events.error().code == ErrorCode::kUnauthenticated;
  };
  auto changed = kBody;
  changed[20] ^= 1;
  CHECK(refused(sender.public_key(), changed, signature, time));
  CHECK(refused(sender.public_key(), kBody.substr(0, kBody.size() - 2), signature, time));
  CHECK(refused(sender.public_key(), kBody, signature, std::to_string(kNow + 1)));
  CHECK(refused(Sender().public_key(), kBody, signature, time));
  CHECK(refused(sender.public_key(), kBody, "", time));
  CHECK(refused(sender.public_key(), kBody, signature.substr(4), time));
  CHECK(refused(sender.public_key(), kBody, "not base64!!", time));
  CHECK(refused(sender.public_key(), kBody, signature, ""));
  CHECK(refused("", kBody, signature, time));
}

TEST_CASE("what was signed over a day ago, or in the future, is stale") {
  const Sender sender;
  const auto at = [&](long long signed_at) {
    const std::string time = std::to_string(signed_at);
    return verify(sender.public_key(), kBody, sender.sign(time + kBody), time).has_value();
  };
  CHECK(at(kNow - 25 * 3600));
  CHECK_FALSE(at(kNow - 25 * 3600 - 1));
  CHECK(at(kNow + 300));
  CHECK_FALSE(at(kNow + 301));
}

TEST_CASE("a signed body that is no array of events is malformed") {
  const Sender sender;
  const std::string time = std::to_string(kNow);
  for (const std::string body : {"{}", "nothing", ""}) {
    CHECK(verify(sender.public_key(), body, sender.sign(time + body), time).error().code == ErrorCode::kInvalidInput);
  }
  const std::string odd = R"([1, null, {"event":7}, {"sg_event_id":"x","event":"open","mail_id":"not a uuid"}])";
  CHECK(verify(sender.public_key(), odd, sender.sign(time + odd), time)->empty());
}

TEST_CASE("only a P-256 public key is one") {
  CHECK(is_event_key(Sender().public_key()));
  CHECK_FALSE(is_event_key(Sender("P-384").public_key()));
  for (const std::string bad : {"", "AAAA", "not base64", "SG.key"}) CHECK_FALSE(is_event_key(bad));
}

TEST_CASE("the published cases of SendGrid's signatures are judged as its own client judges them") {
  const char* specs = std::getenv("PICASSO_SPECS_DIR");
  std::ifstream file(std::string(specs ? specs : "") + "/sendgrid/eventwebhook-vectors.json");
  if (!file) {
    WARN("skipped: PICASSO_SPECS_DIR does not name the folder of published schemas");
    return;
  }
  const auto published = nlohmann::json::parse(file);
  for (const auto& one : published.at("cases")) {
    CAPTURE(one.at("name").get<std::string>());
    const auto time = one.at("timestamp").get<std::string>();
    const auto now = std::strtoll(time.c_str(), nullptr, 10);
    const auto events = verify(one.at("public_key_base64_der"), one.at("body"), one.at("signature_base64"), time, now);
    CHECK((events || events.error().code != ErrorCode::kUnauthenticated) == one.at("expect").get<bool>());
  }
}
