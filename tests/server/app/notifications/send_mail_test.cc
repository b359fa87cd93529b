#include "app/notifications/send_mail.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/checkout/create_checkout.h"
#include "app/checkout/settle_checkout.h"
#include "app/orders/order_link.h"
#include "app/test_shop.h"

using base::ErrorCode;
using test::TestShop;

namespace {

nlohmann::json context_of(const std::string& echoed) {
  return nlohmann::json::parse(echoed.substr(echoed.find('\n') + 1));
}

}  // namespace

TEST_CASE("the confirmation goes to the buyer, in text and HTML, with the signed link to the order") {
  TestShop shop;
  const auto order = shop.order(shop.submitted_order());
  const auto sent = shop.mailer.sent();
  REQUIRE(sent.size() == 1);
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
  const auto record = shop.database.snapshot().mails.at(0);
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
  REQUIRE(sent.size() == 1);
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
  REQUIRE(sent.size() == 3);
  CHECK(sent[1].subject.ends_with("is on its way"));
  CHECK(context_of(sent[1].text)["tracking_number"] == "TRACK-1");
  CHECK(context_of(sent[1].text)["items"][0]["item"] == "1 × Unisex tee, White / M");
  CHECK(context_of(sent[2].text)["has_items"] == false);
  CHECK(context_of(sent[2].text)["tracking_number"] == "TRACK-2");
  CHECK(context_of(sent[2].text)["tracking_url"] == "https://carrier.example/2");
}

TEST_CASE("a mail service that is down for a while sends exactly one mail in the end") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kUnavailable, 20);
  shop.mailer.errors_before.push(ErrorCode::kRateLimited, 5);
  shop.run_all_jobs();
  CHECK(shop.mailer.sent().size() == 1);
  CHECK(shop.database.snapshot().mails.at(0).sent_at);
}

TEST_CASE("mail trouble does not hold up the print") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.mailer.errors_before.push(ErrorCode::kUnavailable, 20);
  shop.run_ready_jobs();
  CHECK(shop.mailer.sent().empty());
  CHECK(shop.order(id).state == domain::OrderState::kInProduction);
}

// The mail service knows no idempotency key: after an unclear answer the choice is a second mail or perhaps none, and a
// customer without a confirmation is worse off. Both carry the same mail id.
TEST_CASE("an unclear answer of the mail service may repeat the mail, under the same id") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_after.push(ErrorCode::kUnavailable);
  shop.run_all_jobs();
  const auto sent = shop.mailer.sent();
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].mail_id == sent[1].mail_id);
  CHECK(shop.database.snapshot().mails.size() == 1);
}

TEST_CASE("a mail that went is not sent again by a second job") {
  TestShop shop;
  shop.submitted_order();
  const auto mail = shop.database.snapshot().mails.at(0);
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(domain::kSendMail), mail.id, shop.clock.now()});
    return {};
  }));
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.mailer.sent().size() == 1);
}

TEST_CASE("an address the mail service refuses is given up without retries") {
  TestShop shop;
  shop.paid_order();
  shop.mailer.errors_before.push({ErrorCode::kInvalidInput, "This address is refused.", "550", {}});
  shop.run_all_jobs();
  CHECK(shop.mailer.sent().empty());
  CHECK(shop.jobs(domain::kSendMail).at(0).state == adapters::memory::JobState::kDiscarded);
}

TEST_CASE("a template that cannot be rendered sends no half a mail") {
  TestShop shop;
  shop.paid_order();
  shop.templates.errors.push(ErrorCode::kInternal);
  shop.run_ready_jobs();
  CHECK(shop.mailer.sent().empty());
  shop.run_all_jobs();
  CHECK(shop.mailer.sent().size() == 1);
}
