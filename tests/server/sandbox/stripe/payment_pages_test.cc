#include <catch2/catch.hpp>

#include "sandbox/stripe/checkout.h"

namespace {

std::string id_of(const http::Response& response) { return json_of(response).at("id"); }

// A session made of stored prices, as Stripe's command line makes one.
std::string session_of_prices(StandIns& stand_ins) {
  const auto product = id_of(stand_ins.stripe_post("/v1/products", {{"name", "myproduct"}, {"description", "made by a program"}}));
  const auto price = id_of(stand_ins.stripe_post("/v1/prices", {{"product", product}, {"unit_amount", "1500"}, {"currency", "usd"}}));
  return open_session(stand_ins, {{"mode", "payment"},
                                  {"success_url", "https://shop.test/thanks"},
                                  {"cancel_url", "https://shop.test/cart"},
                                  {"line_items[0][price]", price},
                                  {"line_items[0][quantity]", "2"}});
}

std::string card(StandIns& stand_ins, const std::string& token, const std::string& country = "US") {
  return id_of(stand_ins.stripe_post("/v1/payment_methods", {{"type", "card"},
                                                             {"card[token]", token},
                                                             {"billing_details[email]", "jenny@example.com"},
                                                             {"billing_details[name]", "Jenny Rosen"},
                                                             {"billing_details[address][country]", country}}));
}

http::Response confirm(StandIns& stand_ins, const std::string& session, const std::string& method, const std::string& amount) {
  return stand_ins.stripe_post("/v1/payment_pages/" + session + "/confirm", {{"payment_method", method}, {"expected_amount", amount}});
}

std::string payment_status(StandIns& stand_ins, const std::string& session) {
  return json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + session)).at("payment_status");
}

}  // namespace

TEST_CASE("a session of stored prices costs what they say, and names their product") {
  StandIns stand_ins;
  const auto session = session_of_prices(stand_ins);
  const auto items = json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + session + "/line_items"));
  CHECK(items["data"][0]["description"] == "myproduct");
  CHECK(items["data"][0]["amount_total"] == 3000);
  CHECK(json_of(stand_ins.stripe_get("/v1/payment_pages/" + session))["amount_total"] == 3000);
}

TEST_CASE("the payment service answers without its prefix as well, for programs that take a host alone") {
  StandIns stand_ins;
  CHECK(json_of(stand_ins.get("/v1/events"))["error"]["type"] == "invalid_request_error");
  CHECK(stand_ins.get("/v1/events").status == 401);
}

TEST_CASE("a program pays a session with a test card's token, once, and the events follow") {
  StandIns stand_ins;
  const auto session = session_of_prices(stand_ins);
  const auto method = card(stand_ins, "tok_visa");
  CHECK(confirm(stand_ins, session, method, "3000").status == 200);
  CHECK(payment_status(stand_ins, session) == "paid");
  const auto events = json_of(stand_ins.stripe_get("/v1/events", {{"type", "checkout.session.completed"}}));
  REQUIRE(events["data"].size() == 1);
  CHECK(events["data"][0]["data"]["object"]["customer_details"]["email"] == "jenny@example.com");
  CHECK(json_of(confirm(stand_ins, session, method, "3000"))["error"]["code"] == "checkout_session_not_open");
}

TEST_CASE("a declined token, another amount, an unknown card or page: refused, and nothing is paid") {
  StandIns stand_ins;
  const auto session = session_of_prices(stand_ins);
  const auto declined = confirm(stand_ins, session, card(stand_ins, "tok_chargeDeclined"), "3000");
  CHECK(declined.status == 402);
  CHECK(json_of(declined)["error"]["code"] == "card_declined");
  CHECK(confirm(stand_ins, session, card(stand_ins, "tok_visa"), "2999").status == 400);
  CHECK(confirm(stand_ins, session, "pm_nobody", "3000").status == 400);
  CHECK(confirm(stand_ins, "cs_test_nobody", card(stand_ins, "tok_visa"), "3000").status == 404);
  CHECK(stand_ins.stripe_post("/v1/payment_methods", {{"type", "card"}, {"card[token]", "tok_nobody"}}).status == 400);
  CHECK(payment_status(stand_ins, session) == "unpaid");
}

TEST_CASE("a program pays from where the session ships to, and from nowhere else") {
  StandIns stand_ins;
  const auto session = open_session(stand_ins);  // to the US and to Switzerland
  const auto elsewhere = confirm(stand_ins, session, card(stand_ins, "tok_visa", "DE"), "6299");
  CHECK(elsewhere.status == 400);
  CHECK(json_of(elsewhere)["error"]["param"] == "payment_method");
  CHECK(payment_status(stand_ins, session) == "unpaid");
  CHECK(confirm(stand_ins, session, card(stand_ins, "tok_visa", "CH"), "6299").status == 200);
  CHECK(payment_status(stand_ins, session) == "paid");
}

TEST_CASE("products need a name, prices a product that exists, an amount and a currency") {
  StandIns stand_ins;
  const auto wrong = [&](const char* path, const http::FormFields& fields) {
    return json_of(stand_ins.stripe_post(path, fields))["error"]["param"].get<std::string>();
  };
  CHECK(wrong("/v1/products", {{"description", "nameless"}}) == "name");
  CHECK(wrong("/v1/prices", {{"product", "prod_nobody"}, {"unit_amount", "1"}, {"currency", "usd"}}) == "product");
  CHECK(wrong("/v1/prices", {{"product", "prod_nobody"}, {"unit_amount", "-1"}, {"currency", "usd"}}) == "unit_amount");
  CHECK(wrong("/v1/prices", {{"product", "prod_nobody"}, {"unit_amount", "1"}}) == "currency");
}
