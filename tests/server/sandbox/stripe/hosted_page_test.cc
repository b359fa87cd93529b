#include <catch2/catch.hpp>
#include <regex>

#include "sandbox/stripe/checkout.h"

using Catch::Matchers::Contains;

namespace {

nlohmann::json session_of(StandIns& stand_ins, const std::string& id) {
  return json_of(stand_ins.stripe_get("/v1/checkout/sessions/" + id, {{"expand[0]", "payment_intent.latest_charge"}}));
}

std::string challenge_in(const http::Response& page) {
  std::smatch found;
  return std::regex_search(page.body, found, std::regex("3ds_[A-Za-z0-9]+")) ? found.str() : "";
}

}  // namespace

TEST_CASE("the payment page shows the order, escapes it and labels every field") {
  StandIns stand_ins;
  const auto page = stand_ins.get("/stripe/pay/" + open_session(stand_ins));
  CHECK(page.status == 200);
  CHECK_THAT(page.body,
             Contains("SANDBOX") && Contains("Scream &lt;tee&gt;") && Contains("$58.00") && Contains("$62.99"));
  CHECK_THAT(page.body, Contains("href=\"http://shop.test/cart\"") && Contains("<option value=\"CH\">") &&
                            !Contains("value=\"DE\""));
  const std::regex input("<(?:input|select) (?:[^>]*? )?id=\"([a-z0-9_]+)\"");
  int fields = 0;
  for (std::sregex_iterator it(page.body.begin(), page.body.end(), input), end; it != end; ++it, ++fields) {
    CHECK_THAT(page.body, Contains("<label for=\"" + (*it)[1].str() + "\""));
  }
  CHECK(fields >= 11);
}

TEST_CASE("a good card pays: charge, webhook, and the way back to the shop") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  const auto answer = stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  CHECK(answer.status == 303);
  CHECK(header_of(answer, "Location") == "http://shop.test/thank-you?session_id=" + id);
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"checkout.session.completed"});

  const auto session = session_of(stand_ins, id);
  CHECK(session["status"] == "complete");
  CHECK(session["payment_status"] == "paid");
  CHECK(session["url"].is_null());
  CHECK(session["customer_details"]["email"] == "ann@example.com");
  CHECK(session["customer_details"]["phone"] == "+1 217 555 0100");
  CHECK(session["collected_information"]["shipping_details"]["name"] == "Ann Example");
  CHECK(session["collected_information"]["shipping_details"]["address"]["state"] == "IL");
  CHECK_FALSE(session.contains("shipping_details"));
  CHECK(session["payment_intent"]["status"] == "succeeded");
  CHECK(session["payment_intent"]["latest_charge"]["amount"] == 6299);
}

TEST_CASE("a session that asks for German is paid in German, from the form to the last word") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins, with(session_fields(), "locale", "de"));
  const auto page = stand_ins.get("/stripe/pay/" + id);
  CHECK_THAT(page.body, Contains("<html lang=\"de\">") && Contains("Lieferadresse") && Contains("Vereinigte Staaten") &&
                            Contains("Bezahlen 62,99\u00a0$") && Contains("Scream &lt;tee&gt;"));
  for (const auto* english : {"Your order", "Subtotal", "Full name", "Card number", "Pay later", "Shipping method"}) {
    CHECK_THAT(page.body, !Contains(english));
  }
  const auto empty = stand_ins.submit("/stripe/pay/" + id, {{"action", "pay"}});
  CHECK(empty.status == 400);
  CHECK_THAT(empty.body, Contains("Gib eine gültige E-Mail-Adresse ein.") && Contains("Wähl ein Land aus der Liste.") &&
                             !Contains("Enter ") && !Contains("is incomplete"));
  for (const auto* card : {"4000000000000002", "4000000000009995", "1234567812345678"}) {
    const auto declined = stand_ins.submit("/stripe/pay/" + id, buyer_fields(card));
    CHECK(declined.status == 402);
    CHECK_THAT(declined.body, !Contains("Your c"));
  }
  CHECK_THAT(stand_ins.submit("/stripe/pay/" + id, buyer_fields("4000002760003184")).body, Contains("Deine Bank fragt nach"));
  CHECK(stand_ins.submit("/stripe/pay/" + id, buyer_fields()).status == 303);
  CHECK_THAT(stand_ins.get("/stripe/pay/" + id).body, Contains("Du hast schon bezahlt") && Contains("Zurück zum Shop"));
}

TEST_CASE("a session is paid once") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  const auto second = stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  CHECK(second.status == 409);
  CHECK_THAT(second.body, Contains("already paid"));
  CHECK_THAT(stand_ins.get("/stripe/pay/" + id).body, Contains("already paid"));
  CHECK(stand_ins.world().state.read().root["stripe"]["charges"].size() == 1);
}

TEST_CASE("a declined card shows why, keeps what was typed and lets the buyer try again") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  const auto declined = stand_ins.submit("/stripe/pay/" + id, buyer_fields("4000000000000002"));
  CHECK(declined.status == 402);
  CHECK_THAT(declined.body, Contains("was declined") && Contains("value=\"1 Main St\""));
  CHECK_THAT(stand_ins.submit("/stripe/pay/" + id, buyer_fields("4000 0000 0000 9995")).body,
             Contains("insufficient funds"));
  CHECK(session_of(stand_ins, id)["payment_intent"]["last_payment_error"]["decline_code"] == "insufficient_funds");
  CHECK(stand_ins.submit("/stripe/pay/" + id, buyer_fields()).status == 303);
}

TEST_CASE("what is missing on the form is said and nothing is charged") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  for (const char* name : {"email", "name", "line1", "city", "state", "postal_code", "country", "phone", "card_number",
                           "card_expiry", "card_cvc"}) {
    CAPTURE(name);
    const auto answer = stand_ins.submit("/stripe/pay/" + id, with(buyer_fields(), name, ""));
    CHECK(answer.status == 400);
    CHECK_THAT(answer.body, Contains("role=\"alert\""));
  }
  CHECK(stand_ins.submit("/stripe/pay/" + id, with(buyer_fields(), "country", "DE")).status == 400);
  CHECK(stand_ins.submit("/stripe/pay/" + id, with(buyer_fields(), "card_expiry", "01/20")).status == 400);
  CHECK(session_of(stand_ins, id)["payment_status"] == "unpaid");
}

TEST_CASE("3-D Secure asks the buyer, who may deny or approve") {
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  const std::string path = "/stripe/pay/" + id;
  const std::string first = challenge_in(stand_ins.submit(path, buyer_fields("4000002760003184")));
  REQUIRE_FALSE(first.empty());
  const auto denied = stand_ins.submit(path + "/challenge", {{"challenge", first}, {"result", "deny"}});
  CHECK(denied.status == 402);
  CHECK_THAT(denied.body, Contains("unable to authenticate") && Contains("value=\"Ann Example\""));
  CHECK(stand_ins.submit(path + "/challenge", {{"challenge", first}, {"result", "approve"}}).status == 400);

  const std::string second = challenge_in(stand_ins.submit(path, buyer_fields("4000002760003184")));
  CHECK(stand_ins.submit(path + "/challenge", {{"challenge", second}, {"result", "approve"}}).status == 303);
  CHECK(session_of(stand_ins, id)["payment_status"] == "paid");
}

TEST_CASE("a bank debit completes unpaid and is settled later") {
  const bool succeeds = GENERATE(true, false);
  StandIns stand_ins;
  const std::string id = open_session(stand_ins);
  CHECK(stand_ins.submit("/stripe/pay/" + id, with(buyer_fields(""), "action", "pay_later")).status == 303);
  CHECK(session_of(stand_ins, id)["status"] == "complete");
  CHECK(session_of(stand_ins, id)["payment_status"] == "unpaid");

  const http::FormFields settle = {{"session", id}, {"action", succeeds ? "bank_succeeds" : "bank_fails"}};
  CHECK(stand_ins.submit("/stripe-actions", settle).status == 303);
  CHECK(stand_ins.submit("/stripe-actions", settle).status == 409);
  CHECK(session_of(stand_ins, id)["payment_status"] == (succeeds ? "paid" : "unpaid"));
  CHECK(stand_ins.waiting_webhooks().back() ==
        (succeeds ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed"));
}

TEST_CASE("webhooks can be switched off and doubled") {
  StandIns stand_ins;
  REQUIRE(stand_ins.submit("/settings", {{"stripe_webhook", "never"}}).status == 303);
  stand_ins.submit("/stripe/pay/" + open_session(stand_ins), buyer_fields());
  CHECK(stand_ins.waiting_webhooks().empty());
  CHECK(json_of(stand_ins.stripe_get("/v1/events"))["data"][0]["type"] == "checkout.session.completed");

  REQUIRE(stand_ins.submit("/settings", {{"stripe_webhook", "after"}, {"webhook_copies", "2"}}).status == 303);
  stand_ins.submit("/stripe/pay/" + open_session(stand_ins), buyer_fields());
  CHECK(stand_ins.waiting_webhooks().size() == 2);
  CHECK(stand_ins.submit("/settings", {{"stripe_webhook", "sometimes"}}).status == 400);
}

TEST_CASE("an unknown payment page is a page that says so") {
  StandIns stand_ins;
  CHECK(stand_ins.get("/stripe/pay/cs_test_nothing").status == 404);
  CHECK(stand_ins.submit("/stripe/pay/cs_test_nothing", buyer_fields()).status == 404);
}
