#include "base/timestamp.h"

#include <catch2/catch.hpp>

using base::from_rfc3339;
using base::from_unix_seconds;
using namespace std::chrono_literals;

TEST_CASE("a time is written as RFC 3339 in UTC with milliseconds") {
  CHECK(base::to_rfc3339(from_unix_seconds(0)) == "1970-01-01T00:00:00.000Z");
  CHECK(base::to_rfc3339(from_unix_seconds(1'795'339'800) + 7ms) == "2026-11-22T09:30:00.007Z");
  CHECK(base::to_rfc3339(from_unix_seconds(951'782'400)) == "2000-02-29T00:00:00.000Z");
}

TEST_CASE("a time before 1970 is written right") {
  CHECK(base::to_rfc3339(from_unix_seconds(-1) + 1ms) == "1969-12-31T23:59:59.001Z");
  CHECK(base::to_unix_seconds(from_unix_seconds(-1) + 1ms) == -1);
}

TEST_CASE("offsets, blanks and fractions of any length are read") {
  const auto expected = from_unix_seconds(1'795'339'800);
  CHECK(from_rfc3339("2026-11-22T09:30:00Z") == expected);
  CHECK(from_rfc3339("2026-11-22 09:30:00Z") == expected);
  CHECK(from_rfc3339("2026-11-22T11:30:00+02:00") == expected);
  CHECK(from_rfc3339("2026-11-22T06:00:00-03:30") == expected);
  CHECK(from_rfc3339("2026-11-22 09:30:00+00") == expected);
  CHECK(from_rfc3339("2026-11-22T09:30:00.5Z") == expected + 500ms);
  CHECK(from_rfc3339("2026-11-22T09:30:00.123456Z") == expected + 123ms);
}

TEST_CASE("what is written is read back") {
  const auto time = from_unix_seconds(1'795'339'800) + 456ms;
  CHECK(from_rfc3339(base::to_rfc3339(time)) == time);
}

TEST_CASE("what is no time is nothing") {
  for (const auto* text : {"", "yesterday", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                           "2026-11-22T24:00:00Z", "2026-11-22T09:60:00Z", "2026-11-22T09:30:00Zulu",
                           "2026-11-22T09:30:00+2x", "2026-11-22x09:30:00Z", "2026-11-22T09:30:00+02:00 or so"}) {
    INFO(text);
    CHECK_FALSE(from_rfc3339(text));
  }
}
