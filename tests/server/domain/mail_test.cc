#include "domain/mail.h"

#include <catch2/catch.hpp>

using domain::MailEvent;
using domain::MailKind;
using domain::MailState;

TEST_CASE("a kind of mail is the word that names its template and category, and reads back from it") {
  CHECK(to_string(MailKind::kInProduction) == "in_production");
  for (const auto kind : domain::kAllMailKinds) CHECK(domain::mail_kind_from(to_string(kind)) == kind);
  CHECK_FALSE(domain::mail_kind_from("Shipped"));
}

TEST_CASE("a mail knows when it was first taken, and why it failed") {
  const auto now = base::from_unix_seconds(1'795'339'800);
  domain::MailRecord mail;
  REQUIRE(apply(mail, MailEvent::kBegun, now));
  REQUIRE(apply(mail, MailEvent::kAnswerLost, now, "timed out"));
  CHECK(mail.failure == "timed out");
  CHECK_FALSE(mail.sent_at);
  REQUIRE(apply(mail, MailEvent::kSeen, now + std::chrono::seconds{5}));
  CHECK(mail.sent_at == now + std::chrono::seconds{5});
  CHECK(mail.failure.empty());
  REQUIRE(apply(mail, MailEvent::kBounced, now + std::chrono::hours{1}, "bounce (5.1.1)"));
  CHECK(mail.sent_at == now + std::chrono::seconds{5});
  CHECK(mail.failure == "bounce (5.1.1)");
  const auto before = mail;
  CHECK_FALSE(apply(mail, MailEvent::kSeen, now));
  CHECK(mail == before);
}
