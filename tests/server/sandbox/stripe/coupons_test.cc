#include <catch2/catch.hpp>

#include "sandbox/stripe/checkout.h"

namespace {

std::string coupon(StandIns& stand_ins, const http::FormFields& fields) {
  return json_of(stand_ins.stripe_post("/v1/coupons", fields)).at("id");
}

const http::FormFields kFive = {{"amount_off", "500"}, {"currency", "usd"}, {"duration", "once"}, {"max_redemptions", "1"}};

auto discounted(StandIns& stand_ins, const std::string& id) {
  return stand_ins.stripe_post("/v1/checkout/sessions", with(session_fields(), "discounts[0][coupon]", id));
}

}  // namespace

TEST_CASE("a coupon comes off the goods of the session, is shown, and is what the buyer is not charged") {
  StandIns stand_ins;
  const auto session = json_of(discounted(stand_ins, coupon(stand_ins, kFive)));
  CHECK(session["amount_subtotal"] == 5800);
  CHECK(session["total_details"]["amount_discount"] == 500);
  CHECK(session["amount_total"] == 5800 - 500 + 499);
  const std::string page = "/stripe/pay/" + session["id"].get<std::string>();
  CHECK(stand_ins.get(page).body.find("-$5.00") != std::string::npos);
  CHECK(stand_ins.get(page).body.find("$57.99") != std::string::npos);
  CHECK(stand_ins.submit(page, buyer_fields()).status == 303);
  const auto paid = json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + session["id"].get<std::string>(),
                                                 {{"expand[0]", "payment_intent"}}));
  CHECK(paid["payment_intent"]["amount_received"] == 5799);
}

TEST_CASE("a share off is of the goods, not of the shipping") {
  StandIns stand_ins;
  const auto session = json_of(discounted(stand_ins, coupon(stand_ins, {{"percent_off", "10"}, {"duration", "once"}})));
  CHECK(session["amount_total"] == 5800 - 580 + 499);
}

TEST_CASE("a coupon for one payment is gone after it") {
  StandIns stand_ins;
  const auto id = coupon(stand_ins, kFive);
  const std::string first = json_of(discounted(stand_ins, id))["id"];
  stand_ins.submit("/stripe/pay/" + first, buyer_fields());
  CHECK(json_of(stand_ins.stripe_get("/v1/coupons/" + id))["times_redeemed"] == 1);
  CHECK(json_of(stand_ins.stripe_get("/v1/coupons/" + id))["valid"] == false);
  CHECK(json_of(discounted(stand_ins, id))["error"]["code"] == "coupon_expired");
}

TEST_CASE("coupons that make no sense, or are unknown, are refused") {
  StandIns stand_ins;
  const auto code = [&](const http::FormFields& fields) {
    return stand_ins.stripe_post("/v1/coupons", fields).status;
  };
  CHECK(code({{"duration", "once"}}) == 400);
  CHECK(code({{"percent_off", "10"}, {"amount_off", "10"}, {"currency", "usd"}}) == 400);
  CHECK(code({{"percent_off", "101"}}) == 400);
  CHECK(code({{"amount_off", "500"}}) == 400);
  CHECK(code({{"amount_off", "0"}, {"currency", "usd"}}) == 400);
  CHECK(code({{"percent_off", "10"}, {"discount", "10"}}) == 400);
  CHECK(json_of(discounted(stand_ins, "nobody"))["error"]["code"] == "resource_missing");
  CHECK(discounted(stand_ins, coupon(stand_ins, {{"amount_off", "500"}, {"currency", "chf"}})).status == 400);
  CHECK(stand_ins.stripe_get("/v1/coupons/nobody").status == 404);
}

TEST_CASE("an e-mail address that the shop gave cannot be changed on the page") {
  StandIns stand_ins;
  const auto id = open_session(stand_ins, with(session_fields(), "customer_email", "given@example.com"));
  CHECK(stand_ins.get("/stripe/pay/" + id).body.find("readonly") != std::string::npos);
  stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  CHECK(json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id))["customer_details"]["email"] == "given@example.com");
}
