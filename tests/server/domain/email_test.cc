#include "domain/email.h"

#include <catch2/catch.hpp>

TEST_CASE("addresses are compared without blanks around them and without regard to case") {
  CHECK(domain::normal_email(" Edda@Example.COM\n") == "edda@example.com");
  CHECK(domain::normal_email(" \t") == "");
}

TEST_CASE("what cannot be an address is told from what can") {
  for (const auto* good : {"a@b.c", "zoe.o'brien+pets@mail.example.com"}) CHECK(domain::is_email(good));
  for (const auto* bad : {"", "a", "@b.c", "a@b", "a@.c", "a@b.", "a b@c.d", "a@b@c.d", "a@b.c\r\nBcc: x@y.z"}) {
    INFO(bad);
    CHECK_FALSE(domain::is_email(bad));
  }
  CHECK_FALSE(domain::is_email(std::string(250, 'a') + "@b.cd"));
}
