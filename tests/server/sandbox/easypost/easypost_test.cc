#include <catch2/catch.hpp>

#include "sandbox/stand_ins.h"

using nlohmann::json;

namespace {

struct Easypost : StandIns {
  http::Response post(const std::string& path, const json& body, const std::string& key = "EZTKright") {
    auto call = request("POST", "/easypost/v2" + path);
    call.headers = {{"authorization", sandbox::easypost_credentials(key)}};
    call.body = body.dump();
    return send(call);
  }
  json address(const std::string& street, const std::string& zip = "97201") {
    return json_of(post("/addresses", {{"verify", true}, {"address", {{"street1", street}, {"city", "Portland"}, {"state", "OR"}, {"zip", zip}, {"country", "US"}}}}));
  }
};

}  // namespace

TEST_CASE_METHOD(Easypost, "an address is found, corrected, or not found") {
  const auto good = address("1 Fjord Street");
  CHECK(good["verifications"]["delivery"]["success"] == true);
  CHECK(good["street1"] == "1 FJORD STREET");
  CHECK(good["zip"] == "97201-4567");
  CHECK(address("1 Fjord Street", "99999")["zip"] == "97201-4567");
  CHECK(address("1 Old Street")["street1"] == "1 NEW STREET");
  const auto unknown = address("1 Nowhere Lane");
  CHECK(unknown["verifications"]["delivery"]["success"] == false);
  CHECK(unknown["verifications"]["delivery"]["errors"][0]["code"] == "E.ADDRESS.NOT_FOUND");
}

TEST_CASE_METHOD(Easypost, "a number has one tracker, and each change of it is told") {
  const json wanted = {{"tracker", {{"tracking_code", "94001"}}}};
  const auto tracker = json_of(post("/trackers", wanted));
  CHECK(tracker["status"] == "pre_transit");
  CHECK(json_of(post("/trackers", wanted))["id"] == tracker["id"]);
  REQUIRE(submit("/easypost-trackers", {{"code", "94001"}, {"status", "delivered"}}).status == 303);
  CHECK(json_of(post("/trackers", wanted))["status"] == "delivered");
  const auto access = world().state.read();
  const auto& queue = access.root["webhooks"]["queue"];
  REQUIRE(queue.size() == 1);
  CHECK(queue[0]["source"] == "easypost");
  CHECK(queue[0]["payload"]["description"] == "tracker.updated");
  CHECK(queue[0]["payload"]["previous_attributes"]["status"] == "pre_transit");
  CHECK(queue[0]["payload"]["result"]["tracking_code"] == "94001");
}

TEST_CASE_METHOD(Easypost, "who has no key, or asks for what is not there, is refused in EasyPost's form") {
  const auto refused = post("/trackers", {{"tracker", {{"tracking_code", "1"}}}}, "EZTKwrong");
  CHECK(refused.status == 401);
  CHECK(json_of(refused)["error"]["code"] == "APIKEY.INACTIVE");
  CHECK(post("/trackers", json::object()).status == 422);
  CHECK(post("/rates", json::object()).status == 404);
}
