#include "domain/mail.h"

#include <catch2/catch.hpp>

using domain::MailKind;

TEST_CASE("a kind of mail is the word that names its template and category") {
  CHECK(to_string(MailKind::kConfirmation) == "confirmation");
  CHECK(to_string(MailKind::kShipped) == "shipped");
}

TEST_CASE("a kind of mail reads back from its word, and from nothing else") {
  CHECK(domain::mail_kind_from("confirmation") == MailKind::kConfirmation);
  CHECK(domain::mail_kind_from("shipped") == MailKind::kShipped);
  CHECK(domain::mail_kind_from("refund") == MailKind::kRefund);
  CHECK_FALSE(domain::mail_kind_from("Shipped"));
}
