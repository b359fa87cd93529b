#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/easypost/easypost_address_checker.h"
#include "adapters/easypost/easypost_tracked_fulfillment.h"
#include "adapters/easypost/easypost_webhook_verifier.h"
#include "adapters/http_client/recording_http_client.h"
#include "adapters/memory/memory_fulfillment_provider.h"
#include "base/digest.h"

using adapters::easypost::EasypostAddressChecker;
using adapters::easypost::EasypostConfig;
using adapters::easypost::EasypostTrackedFulfillment;
using adapters::easypost::EasypostWebhookVerifier;
using adapters::http_client::RecordingHttpClient;
using base::ErrorCode;
using nlohmann::json;

namespace {

const EasypostConfig kConfig{"https://easypost.test/v2", base::Secret{"EZTK1"}};
const domain::Address kAddress{"Edda Munch", "417 Montgomery Street", "Floor 5", "San Francisco", "CA", "94104", "US", "+1"};

ports::FulfillmentRequest an_order() {
  ports::FulfillmentRequest request;
  request.external_id = "order";
  return request;
}

// One of the owner's published files, where the folder of them is named.
std::optional<std::string> published(const std::string& name) {
  const char* specs = std::getenv("PICASSO_SPECS_DIR");
  std::ifstream file(std::string(specs ? specs : "") + "/easypost/" + name);
  if (!file) {
    WARN("skipped: PICASSO_SPECS_DIR does not name the folder of published examples");
    return std::nullopt;
  }
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::string verified(bool success, const std::string& street = "417 MONTGOMERY ST FL 5") {
  return json{{"street1", street},
              {"street2", ""},
              {"city", "SAN FRANCISCO"},
              {"state", "CA"},
              {"zip", "94104-1129"},
              {"country", "US"},
              {"verifications",
               {{"delivery",
                 {{"success", success},
                  {"errors", success ? json::array() : json::array({{{"code", "E.ADDRESS.NOT_FOUND"}, {"message", "417 what?"}}})}}}}}}
      .dump();
}

base::Result<domain::WebhookEvent> verify(const std::string& body, const std::string& signature, const std::string& secret) {
  EasypostWebhookVerifier verifier{base::Secret{secret}};
  return verifier.verify(
      body, [&](std::string_view name) -> std::string_view { return name == "x-hmac-signature" ? std::string_view(signature) : ""; },
      base::Timestamp{});
}

std::string sign(const std::string& body, const std::string& key) {
  return "hmac-sha256-hex=" + base::to_hex(base::hmac_sha256(key, body));
}

const std::string kNews = R"({"id":"evt_1","description":"tracker.updated","result":{"tracking_code":"94001","weight":614.0}})";

}  // namespace

TEST_CASE("an address is asked about without the person's name, and comes back as the carriers write it") {
  RecordingHttpClient http;
  EasypostAddressChecker checker(http, kConfig);
  http.answer(201, verified(true));
  const auto checked = checker.check(kAddress);
  REQUIRE(checked);
  CHECK(checked->deliverable);
  CHECK(checked->address.line1 == "417 MONTGOMERY ST FL 5");
  CHECK(checked->address.postal_code == "94104-1129");
  CHECK(checked->address.name == kAddress.name);
  const auto sent = http.requests().at(0);
  CHECK(sent.url == "https://easypost.test/v2/addresses");
  const std::map<std::string, std::string> headers{sent.headers.begin(), sent.headers.end()};
  CHECK(headers.at("Authorization") == "Basic RVpUSzE6");
  CHECK(json::parse(sent.body) == json::parse(R"({"verify": true, "address": {"street1": "417 Montgomery Street",
    "street2": "Floor 5", "city": "San Francisco", "state": "CA", "zip": "94104", "country": "US"}})"));
}

TEST_CASE("an address that is not found says so by its code, which holds nothing of the address") {
  RecordingHttpClient http;
  EasypostAddressChecker checker(http, kConfig);
  http.answer(201, verified(false));
  const auto checked = checker.check(kAddress);
  REQUIRE(checked);
  CHECK_FALSE(checked->deliverable);
  CHECK(checked->problem == "E.ADDRESS.NOT_FOUND");
}

TEST_CASE("what EasyPost does not answer as it should is no verdict on the address") {
  RecordingHttpClient http;
  EasypostAddressChecker checker(http, kConfig);
  const auto code_of = [&](int status, const std::string& body) {
    http.answer(status, body);
    return checker.check(kAddress).error().code;
  };
  CHECK(code_of(201, "{}") == ErrorCode::kUnavailable);
  CHECK(code_of(200, "<html>") == ErrorCode::kUnavailable);
  CHECK(code_of(503, "") == ErrorCode::kUnavailable);
  CHECK(code_of(429, "{}") == ErrorCode::kRateLimited);
  CHECK(code_of(401, R"({"error":{"code":"APIKEY.INACTIVE"}})") == ErrorCode::kInternal);
}

TEST_CASE("EasyPost's published answers are read") {
  const auto created = published("responses/addresses-create.json");
  if (!created) return;
  RecordingHttpClient http;
  EasypostAddressChecker checker(http, kConfig);
  http.answer(201, *published("responses/addresses-verify-param.json"));
  const auto checked = checker.check(kAddress);
  REQUIRE(checked);
  CHECK(checked->deliverable == json::parse(*published("responses/addresses-verify-param.json"))["verifications"]["delivery"]["success"]);
}

TEST_CASE("a parcel that the printer knows nothing more of is asked about, and arrives or comes back by the carrier's word") {
  for (const auto& [status, delivered, returned] :
       {std::tuple{"in_transit", false, false}, std::tuple{"delivered", true, false}, std::tuple{"return_to_sender", false, true}}) {
    RecordingHttpClient http;
    adapters::memory::MemoryFulfillmentProvider printer;
    EasypostTrackedFulfillment tracked(printer, http, kConfig);
    REQUIRE(tracked.create_order(an_order()));
    printer.ship("order", {"94001", "usps", "94001", "", {}, false});
    http.answer(200, json{{"tracking_code", "94001"}, {"status", status}}.dump());
    const auto order = **tracked.find_order("order");
    CHECK(order.parcels.at(0).delivered == delivered);
    CHECK(order.parcels.at(0).returned == returned);
    CHECK_FALSE(order.delivery_unclear);
    CHECK(http.requests().at(0).body == R"({"tracker":{"tracking_code":"94001"}})");
  }
}

TEST_CASE("nobody is asked about a parcel that arrived, and what EasyPost cannot say now is asked again") {
  RecordingHttpClient http;
  adapters::memory::MemoryFulfillmentProvider printer;
  EasypostTrackedFulfillment tracked(printer, http, kConfig);
  REQUIRE(tracked.create_order(an_order()));
  printer.ship("order", {"94001", "usps", "94001", "", {}, true});
  printer.ship("order", {"parcel 2", "usps", "", "", {}, false});
  CHECK_FALSE((**tracked.find_order("order")).delivery_unclear);
  CHECK(http.requests().empty());
  printer.ship("order", {"94003", "usps", "94003", "", {}, false});
  http.answer(503, "");
  CHECK((**tracked.find_order("order")).delivery_unclear);
  http.answer(422, R"({"error":{"code":"TRACKER.CREATE.ERROR","message":"unknown number"}})");
  CHECK_FALSE((**tracked.find_order("order")).delivery_unclear);
}

TEST_CASE("signed news of a parcel name it by its number") {
  const auto event = verify(kNews, sign(kNews, "secret"), "secret");
  REQUIRE(event);
  CHECK(event->source == "easypost");
  CHECK(event->event_id == "evt_1");
  CHECK(event->type == "tracker.updated");
  CHECK(event->object_id == "parcel:94001");
  const std::string refund = R"({"id":"evt_2","description":"refund.successful","result":{"tracking_code":"94001"}})";
  CHECK(verify(refund, sign(refund, "secret"), "secret")->object_id.empty());
}

TEST_CASE("the secret counts in Unicode's form NFKD, as EasyPost signs") {
  const std::string composed = "s\xc3\xa9" "cret", decomposed = "se\xcc\x81" "cret";
  CHECK(verify(kNews, sign(kNews, decomposed), composed));
  CHECK(verify(kNews, sign(kNews, decomposed), decomposed));
  CHECK_FALSE(verify(kNews, sign(kNews, composed), composed));
}

TEST_CASE("EasyPost's published event has the published signature") {
  auto body = published("event-body.json");
  const auto fixtures = published("client-library-fixtures.json");
  if (!body || !fixtures) return;
  if (body->ends_with('\n')) body->pop_back();  // the file's, not the event's
  const json webhook = json::parse(*fixtures)["webhooks"];
  CHECK(verify(*body, webhook["hmac_signature"], webhook["secret"]));
  std::string changed = *body;
  changed[changed.size() / 2] ^= 1;
  CHECK_FALSE(verify(changed, webhook["hmac_signature"], webhook["secret"]));
}

TEST_CASE("news that are not signed with our secret over these very bytes are refused") {
  const std::string right = sign(kNews, "secret");
  CHECK(verify(kNews + " ", right, "secret").error().code == ErrorCode::kUnauthenticated);
  std::string reformatted = kNews;
  reformatted.replace(reformatted.find("614.0"), 5, "614");
  CHECK(verify(reformatted, right, "secret").error().code == ErrorCode::kUnauthenticated);
  for (const std::string& header : {std::string{}, right.substr(16), "sha256=" + right.substr(16), right.substr(0, 40), right + "00"}) {
    CHECK(verify(kNews, header, "secret").error().code == ErrorCode::kUnauthenticated);
  }
  CHECK(verify(kNews, sign(kNews, ""), "").error().code == ErrorCode::kUnauthenticated);
  CHECK(verify("[]", sign("[]", "secret"), "secret").error().code == ErrorCode::kInvalidInput);
}
