#include "app/notifications/send_mail.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/checkout/create_checkout.h"
#include "app/checkout/settle_checkout.h"
#include "app/notifications/send_again.h"
#include "app/orders/order_link.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::MailState;
using test::TestShop;

namespace {

nlohmann::json context_of(const std::string& echoed) {
  return nlohmann::json::parse(echoed.substr(echoed.find('\n') + 1));
}

domain::MailRecord confirmation(TestShop& shop) {
  for (const auto& mail : shop.database.snapshot().mails) {
    if (mail.kind == domain::MailKind::kConfirmation) return mail;
  }
  throw std::runtime_error("no confirmation is owed");
}

std::ptrdiff_t sent_about(TestShop& shop, const std::string& category) {
  const auto sent = shop.mailer.sent();
  return std::count_if(sent.begin(), sent.end(), [&](const auto& email) { return email.category == category; });
}

}  // namespace

TEST_CASE("the confirmation goes to the buyer, in text and HTML, with the signed link to the order") {
  TestShop shop;
  const auto order = shop.order(shop.submitted_order());
  const auto sent = shop.mailer.sent();
  REQUIRE(sent.size() == 2);
  CHECK(sent[1].category == "in_production");
  CHECK(sent[0].to == "edda@example.com");
  CHECK(sent[0].category == "confirmation");
  CHECK(sent[0].subject == "Your order " + order.number + " at Picasso Pet");
  CHECK(sent[0].text.starts_with("mail/confirmation.text\n"));
  CHECK(sent[0].html.starts_with("mail/confirmation.html\n"));
  const auto context = context_of(sent[0].html);
  CHECK(context["order_url"] == app::order_link("https://shop.example", shop.signing_key(), order.number, order.language));
  CHECK(context["total"] == "$33.99");
  CHECK(context["lines"].size() == 1);
  CHECK(context["name"] == "Edda Munch");
  const auto record = confirmation(shop);
  CHECK(record.id == sent[0].mail_id);
  CHECK(record.sent_at);
  CHECK(record.provider_message_id == "message-1");
}

TEST_CASE("a buyer who ordered in German gets German mails that lead to German pages") {
  TestShop shop;
  app::CartTerms terms;
  terms.language = domain::Language::kGerman;
  REQUIRE(app::create_checkout(shop.services, std::string(test::kCartId), shop.tee_cart(), terms));
  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  REQUIRE(app::settle_checkout(shop.services, "cs_test_1", app::SettleReason::kWebhook));
  shop.run_all_jobs();
  const auto sent = shop.mailer.sent();
  REQUIRE(sent.size() == 2);
  const auto order = shop.only_order();
  CHECK(sent[0].subject == "Deine Bestellung " + order.number + " bei Picasso Pet");
  const auto context = context_of(sent[0].html);
  CHECK(context["language"] == "de");
  CHECK(context["base_url"] == "https://shop.example/de");
  CHECK(context["order_url"].get<std::string>().starts_with("https://shop.example/de/orders/" + order.number));
  CHECK(context["lines"][0]["name"] == "Unisex-T-Shirt");
}

TEST_CASE("the shipping mail speaks of its own parcel") {
  TestShop shop;
  const auto id = shop.submitted_order();
  auto named = test::parcel("1");
  named.items = {{shop.order(id).lines.at(0).id, 1}};
  shop.printer.ship(domain::external_id_of(id), named);
  shop.printer.ship(domain::external_id_of(id), test::parcel("2"));
  REQUIRE(shop.receive("printful", "p_1", "shipment_sent", domain::external_id_of(id)));
  shop.run_all_jobs();
  const auto sent = shop.mailer.sent();
  REQUIRE(sent.size() == 4);
  CHECK(sent[2].subject.ends_with("is on its way"));
  CHECK(context_of(sent[2].text)["tracking_number"] == "TRACK-1");
  CHECK(context_of(sent[2].text)["items"][0]["item"] == "1 × Unisex tee, White / M");
  CHECK(context_of(sent[3].text)["has_items"] == false);
  CHECK(context_of(sent[3].text)["tracking_number"] == "TRACK-2");
  CHECK(context_of(sent[3].text)["tracking_url"] == "https://carrier.example/2");
}

TEST_CASE("a mail service that is down for a while sends exactly one mail in the end") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kUnavailable, 20);
  shop.mailer.errors_before.push(ErrorCode::kRateLimited, 5);
  shop.run_all_jobs();
  CHECK(sent_about(shop, "confirmation") == 1);
  CHECK(sent_about(shop, "in_production") == 1);
  CHECK(confirmation(shop).sent_at);
}

TEST_CASE("mail trouble does not hold up the print") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kUnavailable, 20);
  shop.run_ready_jobs();
  CHECK(shop.mailer.sent().empty());
  CHECK(confirmation(shop).state == MailState::kPlanned);
  CHECK(shop.order(id).state == domain::OrderState::kInProduction);
}

// The mail service knows no idempotency key: only its events tell what became of a mail whose answer was lost.
TEST_CASE("after a lost answer nothing is sent again, and an event of the mail service clears it up") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_after.push(ErrorCode::kUnanswered);
  shop.run_ready_jobs();
  CHECK(confirmation(shop).state == MailState::kUnclear);
  REQUIRE(shop.receive("sendgrid", "sg_1", "processed", confirmation(shop).id));
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kSent);
  CHECK(confirmation(shop).sent_at);
  CHECK(sent_about(shop, "confirmation") == 1);
  CHECK_FALSE(shop.only_order().trouble);
}

TEST_CASE("a mail of which nothing is heard for a minute was not taken, and is sent once more") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_after.push(ErrorCode::kUnanswered);
  shop.run_ready_jobs();
  for (int second = 0; second < 58; ++second) {
    shop.clock.advance(std::chrono::seconds{1});
    shop.run_ready_jobs();
  }
  CHECK(confirmation(shop).state == MailState::kUnclear);
  CHECK(shop.jobs(domain::kResolveMail).size() < 6);
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kSent);
  CHECK(sent_about(shop, "confirmation") == 2);
  CHECK_FALSE(shop.only_order().trouble);
}

TEST_CASE("after a second silence a mail goes before a person, who can send it again") {
  TestShop shop;
  shop.services.owner_email = "owner@shop.example";
  shop.paid_order();
  shop.mailer.errors_after.push(ErrorCode::kUnanswered);
  shop.run_ready_jobs();
  CHECK(app::send_mail_again(shop.database, shop.clock, confirmation(shop).id).error().code == ErrorCode::kConflict);
  shop.mailer.errors_after.push(ErrorCode::kUnanswered);
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kFailed);
  CHECK(shop.only_order().trouble == "the mail \"confirmation\" was not sent: nobody knows whether it went");
  CHECK(sent_about(shop, "confirmation") == 2);
  CHECK(sent_about(shop, "trouble") == 1);
  CHECK(shop.mailer.sent().back().to == "owner@shop.example");

  REQUIRE(app::send_mail_again(shop.database, shop.clock, confirmation(shop).id));
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kSent);
  CHECK(app::send_mail_again(shop.database, shop.clock, confirmation(shop).id).error().code == ErrorCode::kConflict);
}

TEST_CASE("a worker that is lost between asking and noting the answer sends nothing twice") {
  TestShop shop;
  shop.paid_order();
  const auto job = shop.claim(domain::kSendMail);
  REQUIRE(app::send_mail(shop.services, {0, job.kind, job.payload, 1, 1, {}}).error().code == ErrorCode::kConflict);
  CHECK(sent_about(shop, "confirmation") == 1);
  // The answer went with the lease; the next attempt finds the mail under way.
  CHECK(confirmation(shop).state == MailState::kSending);
  REQUIRE(app::send_mail(shop.services, job));
  CHECK(confirmation(shop).state == MailState::kUnclear);
  CHECK(sent_about(shop, "confirmation") == 1);
}

TEST_CASE("an answer that comes after its event changes nothing but the message's id") {
  TestShop shop;
  shop.paid_order();
  const auto job = shop.claim(domain::kSendMail);
  shop.mailer.errors_after.push(ErrorCode::kUnanswered);
  REQUIRE(app::send_mail(shop.services, job));
  REQUIRE(shop.receive("sendgrid", "sg_1", "delivered", confirmation(shop).id));
  REQUIRE(shop.receive("sendgrid", "sg_2", "processed", confirmation(shop).id));
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kSent);
  CHECK(sent_about(shop, "confirmation") == 1);
}

TEST_CASE("a mail that went is not sent again by a second job") {
  TestShop shop;
  shop.submitted_order();
  const auto mail = confirmation(shop);
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(domain::kSendMail), mail.id, shop.clock.now()});
    return {};
  }));
  CHECK(shop.run_all_jobs() == 1);
  CHECK(sent_about(shop, "confirmation") == 1);
}

TEST_CASE("a mail that the mail service refuses failed: no retries, and a person is told") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_before.push({ErrorCode::kInvalidInput, "This address is refused.", "SendGrid answered 400", {}});
  shop.run_all_jobs();
  CHECK(sent_about(shop, "confirmation") == 0);
  CHECK(confirmation(shop).state == MailState::kFailed);
  CHECK(shop.only_order().trouble == "the mail \"confirmation\" was not sent: SendGrid answered 400");
  CHECK(shop.only_order().state == domain::OrderState::kInProduction);
}

TEST_CASE("a mail service that stays down for a night costs the mail, and a person is told") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kUnavailable, 1000);
  shop.run_all_jobs();
  CHECK(confirmation(shop).state == MailState::kFailed);
  CHECK(shop.only_order().trouble);
}

TEST_CASE("mails that cannot reach the owner do not breed further mails") {
  TestShop shop;
  shop.services.owner_email = "owner@shop.example";
  shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kInvalidInput, 1000);
  shop.run_all_jobs();
  CHECK(shop.database.snapshot().mails.size() < 10);
}

TEST_CASE("a template that cannot be rendered sends no half a mail") {
  TestShop shop;
  shop.paid_order();
  shop.templates.errors.push(ErrorCode::kInternal);
  shop.run_ready_jobs();
  CHECK(sent_about(shop, "confirmation") == 0);
  shop.run_all_jobs();
  CHECK(sent_about(shop, "confirmation") == 1);
}
