#include <catch2/catch.hpp>

#include "sandbox/stripe/checkout.h"

namespace {

std::string paid_intent(StandIns& stand_ins) {
  const std::string id = open_session(stand_ins);
  stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  return json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id))["payment_intent"];
}

}  // namespace

TEST_CASE("a payment is refunded in parts up to what was paid, and not beyond") {
  StandIns stand_ins;
  const std::string intent = paid_intent(stand_ins);
  const auto refund = [&](const std::string& amount) {
    return stand_ins.stripe_post("/v1/refunds", {{"payment_intent", intent}, {"amount", amount}});
  };
  CHECK(json_of(refund("1000"))["status"] == "succeeded");
  const auto too_much = refund("5300");
  CHECK(too_much.status == 400);
  CHECK(json_of(too_much)["error"]["param"] == "amount");
  CHECK(stand_ins.stripe_post("/v1/refunds", {{"payment_intent", intent}}).status == 200);
  CHECK(json_of(refund("1"))["error"]["code"] == "charge_already_refunded");

  const auto listed = json_of(stand_ins.stripe_get("/v1/refunds", {{"payment_intent", intent}}))["data"];
  REQUIRE(listed.size() == 2);
  CHECK(listed[0]["amount"].get<int>() + listed[1]["amount"].get<int>() == 6299);
  CHECK(json_of(stand_ins.stripe_get("/v1/charges/" + listed[0]["charge"].get<std::string>()))["refunded"] == true);
}

TEST_CASE("refunds of all payments are listed from new to old, in pages, and from a time on") {
  StandIns stand_ins;
  const std::string intent = paid_intent(stand_ins);
  std::vector<std::string> made;
  for (const char* amount : {"100", "200", "300"}) {
    stand_ins.now_ms += 60'000;
    made.push_back(json_of(stand_ins.stripe_post("/v1/refunds", {{"payment_intent", intent}, {"amount", amount}}))["id"]);
  }
  const auto first = json_of(stand_ins.stripe_get("/v1/refunds", {{"limit", "2"}}));
  CHECK(first["has_more"] == true);
  REQUIRE(first["data"].size() == 2);
  CHECK(first["data"][0]["id"] == made[2]);
  CHECK(first["data"][1]["id"] == made[1]);
  const auto rest = json_of(stand_ins.stripe_get("/v1/refunds", {{"limit", "2"}, {"starting_after", made[1]}}));
  CHECK(rest["has_more"] == false);
  REQUIRE(rest["data"].size() == 1);
  CHECK(rest["data"][0]["id"] == made[0]);
  const auto before = json_of(stand_ins.stripe_get("/v1/refunds", {{"limit", "1"}, {"ending_before", made[0]}}));
  CHECK(before["has_more"] == true);
  REQUIRE(before["data"].size() == 1);
  CHECK(before["data"][0]["id"] == made[1]);
  CHECK(stand_ins.stripe_get("/v1/refunds", {{"starting_after", made[1]}, {"ending_before", made[0]}}).status == 400);
  const auto since = std::to_string(stand_ins.now_ms / 1000 - 60);
  CHECK(json_of(stand_ins.stripe_get("/v1/refunds", {{"created[gte]", since}}))["data"].size() == 2);
  CHECK(json_of(stand_ins.stripe_get("/v1/refunds", {{"starting_after", "re_none"}}))["error"]["code"] == "resource_missing");
}

TEST_CASE("a refund can fail afterwards, and the money counts as kept again") {
  StandIns stand_ins;
  const std::string intent = paid_intent(stand_ins);
  const auto refund =
      json_of(stand_ins.stripe_post("/v1/refunds", {{"payment_intent", intent}, {"reason", "requested_by_customer"}}));
  CHECK(stand_ins.submit("/stripe-actions", {{"refund", refund["id"]}, {"action", "fail"}}).status == 303);
  CHECK(json_of(stand_ins.stripe_get("/v1/refunds/" + refund["id"].get<std::string>()))["status"] == "failed");
  CHECK(json_of(stand_ins.stripe_get("/v1/charges/" + refund["charge"].get<std::string>()))["amount_refunded"] == 0);
}

TEST_CASE("a refund needs a payment that exists and a known reason") {
  StandIns stand_ins;
  CHECK(json_of(stand_ins.stripe_post("/v1/refunds", {}))["error"]["code"] == "parameter_missing");
  CHECK(json_of(stand_ins.stripe_post("/v1/refunds", {{"payment_intent", "pi_none"}}))["error"]["code"] ==
        "resource_missing");
  CHECK(stand_ins.stripe_post("/v1/refunds", {{"payment_intent", paid_intent(stand_ins)}, {"reason", "because"}})
            .status == 400);
}
