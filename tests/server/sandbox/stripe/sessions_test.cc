#include <catch2/catch.hpp>

#include "sandbox/stripe/checkout.h"

namespace {

nlohmann::json error_of(StandIns& stand_ins, const http::FormFields& fields) {
  const auto answer = stand_ins.stripe_post("/v1/checkout/sessions", fields);
  CHECK(answer.status == 400);
  return json_of(answer).at("error");
}

std::string seconds_from_now(StandIns& stand_ins, std::int64_t seconds) {
  return std::to_string(stand_ins.now_ms / 1000 + seconds);
}

}  // namespace

TEST_CASE("a checkout session has prices, a page and nothing about a buyer") {
  StandIns stand_ins;
  const auto answer = stand_ins.stripe_post("/v1/checkout/sessions", session_fields());
  REQUIRE(answer.status == 200);
  CHECK(header_of(answer, "Request-Id").starts_with("req_"));
  CHECK(header_of(answer, "Stripe-Version") == "2026-10-28.endive");
  const auto session = json_of(answer);
  CHECK(session["id"].get<std::string>().starts_with("cs_test_"));
  CHECK(session["url"] == "http://sandbox.test/stripe/pay/" + session["id"].get<std::string>());
  CHECK(session["amount_subtotal"] == 5800);
  CHECK(session["amount_total"] == 6299);
  CHECK(session["total_details"]["amount_shipping"] == 499);
  CHECK(session["status"] == "open");
  CHECK(session["payment_status"] == "unpaid");
  CHECK(session["payment_intent"].is_null());
  CHECK(session["expires_at"] == stand_ins.now_ms / 1000 + 86400);
  CHECK_FALSE(session.contains("line_items"));
}

TEST_CASE("line items come on request") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  const auto session = json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id, {{"expand[0]", "line_items"}}));
  CHECK(session["line_items"]["data"][0]["quantity"] == 2);
  CHECK(json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id + "/line_items"))["data"] ==
        session["line_items"]["data"]);
  CHECK(stand_ins.stripe_get("/v1/checkout/sessions/" + id, {{"expand[0]", "secrets"}}).status == 400);
  CHECK(stand_ins.stripe_get("/v1/checkout/sessions/cs_test_other").status == 404);
}

TEST_CASE("a wrong, live or missing key gets no answer") {
  StandIns stand_ins;
  for (const char* key : {"", "Bearer sk_test_wrong", "Bearer sk_live_right", "Basic abc"}) {
    auto call = StandIns::request("GET", "/stripe/v1/events");
    if (*key) call.headers["authorization"] = key;
    const auto answer = stand_ins.send(call);
    CHECK(answer.status == 401);
    CHECK(json_of(answer)["error"]["type"] == "invalid_request_error");
  }
}

TEST_CASE("parameters that version 2026-10-28 removed or never had are unknown") {
  StandIns stand_ins;
  CHECK(error_of(stand_ins, with(session_fields(), "payment_method_types[0]", "card"))["code"] == "parameter_unknown");
  CHECK(error_of(stand_ins, with(session_fields(), "line_items[0][price_data][product_data][nmae]", "x"))["param"] ==
        "line_items[0][price_data][product_data][nmae]");
  CHECK(error_of(stand_ins, with(session_fields(), "ui_mode", "hosted"))["param"] == "ui_mode");
}

TEST_CASE("what a session needs is asked for by name") {
  StandIns stand_ins;
  for (const char* name : {"mode", "success_url", "line_items", "line_items[0][quantity]",
                           "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]"}) {
    CAPTURE(name);
    const auto error = error_of(stand_ins, without(session_fields(), name));
    CHECK(error["code"] == "parameter_missing");
    CHECK(error["param"] == name);
  }
}

TEST_CASE("amounts, quantities, countries, currencies and addresses are checked") {
  StandIns stand_ins;
  const auto wrong = [&](const char* name, const char* value) {
    return error_of(stand_ins, with(session_fields(), name, value));
  };
  CHECK(wrong("line_items[0][quantity]", "0")["param"] == "line_items[0][quantity]");
  CHECK(wrong("line_items[0][price_data][unit_amount]", "-1")["code"] == "parameter_invalid_integer");
  CHECK(wrong("line_items[0][price_data][unit_amount]", "10")["code"] == "amount_too_small");
  CHECK(wrong("line_items[0][price_data][unit_amount]", "29.00")["code"] == "parameter_invalid_integer");
  CHECK(wrong("shipping_address_collection[allowed_countries][0]", "XX")["code"] == "parameter_invalid");
  CHECK(wrong("shipping_options[0][shipping_rate_data][fixed_amount][currency]", "eur")["code"].is_null());
  CHECK(wrong("success_url", "not a url")["code"] == "url_invalid");
  CHECK(wrong("customer_email", "nobody")["param"] == "customer_email");
  CHECK(wrong("line_items[0][price]", "price_1")["code"] == "resource_missing");
  CHECK(wrong("client_reference_id", std::string(201, 'x').c_str())["param"] == "client_reference_id");
}

TEST_CASE("promotion codes and discounts exclude each other") {
  StandIns stand_ins;
  const auto both = with(with(session_fields(), "allow_promotion_codes", "true"), "discounts[0][coupon]", "c");
  CHECK(error_of(stand_ins, both)["message"].get<std::string>().find("only specify one") != std::string::npos);
}

TEST_CASE("a session lives from 30 minutes to 24 hours") {
  StandIns stand_ins;
  const auto lifetime = [&](std::int64_t seconds) {
    return stand_ins
        .stripe_post("/v1/checkout/sessions",
                     with(session_fields(), "expires_at", seconds_from_now(stand_ins, seconds)))
        .status;
  };
  CHECK(lifetime(1799) == 400);
  CHECK(lifetime(1800) == 200);
  CHECK(lifetime(86400) == 200);
  CHECK(lifetime(86401) == 400);
}

TEST_CASE("a session past its time is expired, tells the shop and takes no money") {
  StandIns stand_ins;
  const std::string id =
      open_session(stand_ins, with(session_fields(), "expires_at", seconds_from_now(stand_ins, 1800)));
  stand_ins.now_ms += 1800 * 1000;
  const auto session = json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id));
  CHECK(session["status"] == "expired");
  CHECK(session["url"].is_null());
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"checkout.session.expired"});
  CHECK(stand_ins.submit("/stripe/pay/" + id, buyer_fields()).status == 409);
}

TEST_CASE("only an open session can be expired") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  CHECK(json_of(stand_ins.stripe_post("/v1/checkout/sessions/" + id + "/expire", {}))["status"] == "expired");
  CHECK(stand_ins.stripe_post("/v1/checkout/sessions/" + id + "/expire", {}).status == 400);
}
