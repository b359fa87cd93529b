#include "app/notifications/record_mail_event.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/orders/audit_history.h"
#include "app/test_shop.h"

using domain::MailState;
using test::TestShop;

namespace {

struct Sent {
  TestShop shop;
  domain::OrderId id = shop.submitted_order();

  domain::MailRecord mail(domain::MailKind kind = domain::MailKind::kConfirmation) {
    for (const auto& stored : shop.database.snapshot().mails) {
      if (stored.kind == kind) return stored;
    }
    throw std::runtime_error("no such mail");
  }
  base::Result<void> tell(const std::string& type, const std::string& payload = "{}") {
    return app::record_mail_event(shop.services, {"sendgrid", "sg_1", type, mail().id, payload, shop.clock.now(), {}});
  }
  std::ptrdiff_t entries(std::string_view event) {
    const auto story = shop.history(id);
    return std::count_if(story.begin(), story.end(), [&](const auto& entry) { return entry.event == event; });
  }
};

}  // namespace

TEST_CASE_METHOD(Sent, "a bounce is shown with the order, told to the owner, and keeps the address to itself") {
  shop.services.owner_email = "owner@shop.example";
  REQUIRE(tell("bounce", R"({"type":"blocked","status":"5.2.2","reason":"550 <edda@example.com> is full"})"));
  shop.run_all_jobs();
  CHECK(mail().state == MailState::kBounced);
  CHECK(shop.order(id).trouble == "the mail \"confirmation\" did not arrive: bounce (blocked, 5.2.2)");
  CHECK(entries("mail_bounced") == 1);
  CHECK(shop.order(id).state == domain::OrderState::kInProduction);
  CHECK(shop.mailer.sent().back().category == "trouble");
  CHECK(app::audit_history(shop.database)->broken.empty());
}

TEST_CASE_METHOD(Sent, "the same news again, and older news, change nothing") {
  REQUIRE(tell("dropped"));
  REQUIRE(tell("dropped"));
  REQUIRE(tell("processed"));
  CHECK(mail().state == MailState::kBounced);
  CHECK(entries("mail_bounced") == 1);
  CHECK(entries("flagged") == 1);
}

TEST_CASE_METHOD(Sent, "a report as spam stands in the story and troubles nobody") {
  REQUIRE(tell("spamreport"));
  CHECK(mail().state == MailState::kSent);
  CHECK(entries("mail_reported") == 1);
  CHECK_FALSE(shop.order(id).trouble);
}

TEST_CASE_METHOD(Sent, "an event of a mail that is none of ours is put aside") {
  const auto told = app::record_mail_event(shop.services, {"sendgrid", "sg_1", "bounce", "6a6a6a6a-0000-4000-8000-000000000001", "{}", {}, {}});
  CHECK(told.error().code == base::ErrorCode::kNotFound);
}

TEST_CASE("events in any order, each twice, end the same") {
  std::vector<std::string> types = {"bounce", "delivered", "processed"};
  do {
    Sent on;
    const auto id = on.mail().id;
    for (const auto& type : types) {
      REQUIRE(on.shop.receive("sendgrid", type, type, id));
      REQUIRE(on.shop.receive("sendgrid", type, type, id));
      on.shop.run_ready_jobs();
    }
    CHECK(on.mail().state == MailState::kBounced);
    CHECK(on.entries("mail_bounced") == 1);
  } while (std::next_permutation(types.begin(), types.end()));
}
