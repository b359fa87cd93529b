#include "app/notifications/owe_mail.h"

#include <catch2/catch.hpp>

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
