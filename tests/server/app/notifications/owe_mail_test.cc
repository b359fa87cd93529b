#include "app/notifications/owe_mail.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/test_shop.h"

using domain::MailKind;
using test::TestShop;

namespace {

void owe(TestShop& shop, const domain::Order& order, MailKind kind, const std::string& subject = {}) {
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    app::owe_mail(shop.services, transaction, order, kind, subject);
    return {};
  }));
}

}  // namespace

TEST_CASE("a mail is owed once for each order, kind and subject") {
  TestShop shop;
  const auto order = shop.order(shop.paid_order());
  for (int i = 0; i < 2; ++i) {
    owe(shop, order, MailKind::kConfirmation);
    owe(shop, order, MailKind::kShipped, "1");
    owe(shop, order, MailKind::kShipped, "2");
  }
  CHECK(shop.database.snapshot().mails.size() == 3);
  CHECK(shop.jobs(domain::kSendMail).size() == 3);
}

TEST_CASE("nothing is owed to nobody") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  auto order = shop.only_order();
  owe(shop, order, MailKind::kConfirmation);
  order.user_email = "";
  owe(shop, order, MailKind::kConfirmation);
  CHECK(shop.database.snapshot().mails.empty());
}

TEST_CASE("the owner hears of trouble once for each trouble, and only where there is an address") {
  TestShop shop;
  const auto id = shop.paid_order();
  const auto trouble = [&](const std::string& reason) {
    REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      auto order = *transaction.orders().find_for_update(id);
      app::flag_order(shop.services, transaction, order, "stripe", reason);
      return {};
    }));
    shop.run_all_jobs();
  };
  const auto owed = [&] {
    const auto mails = shop.database.snapshot().mails;
    return std::count_if(mails.begin(), mails.end(), [](const auto& mail) { return mail.kind == MailKind::kTrouble; });
  };
  trouble("a dispute");
  CHECK(owed() == 0);
  shop.services.owner_email = "owner@shop.example";
  trouble("another dispute");
  trouble("another dispute");
  CHECK(owed() == 1);
  trouble("a third one");
  CHECK(owed() == 2);
  CHECK(shop.mailer.sent().back().subject == "Order " + shop.order(id).number + " needs you");
  CHECK(shop.mailer.sent().back().text.find("a third one") != std::string::npos);
}

TEST_CASE("trouble that was over and comes again is told again, but once while it lasts") {
  TestShop shop;
  shop.services.owner_email = "owner@shop.example";
  const auto id = shop.submitted_order();
  const auto external_id = domain::external_id_of(id);
  const auto printer_says = [&](ports::FulfillmentState state, const std::string& word) {
    shop.printer.edit(external_id, [&](auto& order) {
      order.state = state;
      order.provider_state = word;
    });
    REQUIRE(app::record_fulfillment(shop.services, external_id));
    shop.run_all_jobs();
  };
  const auto told = [&] {
    const auto mails = shop.mailer.sent();
    return std::count_if(mails.begin(), mails.end(), [](const auto& mail) { return mail.category == "trouble"; });
  };
  printer_says(ports::FulfillmentState::kOnHold, "onhold");
  printer_says(ports::FulfillmentState::kOnHold, "onhold");
  CHECK(told() == 1);
  printer_says(ports::FulfillmentState::kInProduction, "inprocess");
  printer_says(ports::FulfillmentState::kOnHold, "onhold");
  printer_says(ports::FulfillmentState::kOnHold, "onhold");
  CHECK(told() == 2);
}
