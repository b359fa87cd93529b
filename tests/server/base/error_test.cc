#include "base/error.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/result.h"

using base::ErrorCode;

TEST_CASE("every code has a name of its own") {
  std::set<std::string_view> names;
  for (const auto code : {ErrorCode::kInvalidInput, ErrorCode::kUnauthenticated, ErrorCode::kForbidden,
                          ErrorCode::kNotFound, ErrorCode::kConflict, ErrorCode::kTooLarge,
                          ErrorCode::kUnsupportedMedia, ErrorCode::kRateLimited, ErrorCode::kUnavailable,
                          ErrorCode::kUnanswered, ErrorCode::kInternal}) {
    CHECK(names.insert(base::error_code_name(code)).second);
  }
}

TEST_CASE("only outages and rate limits pass by themselves") {
  CHECK(base::is_transient(ErrorCode::kUnavailable));
  CHECK(base::is_transient(ErrorCode::kRateLimited));
  CHECK_FALSE(base::is_transient(ErrorCode::kInternal));
  CHECK_FALSE(base::is_transient(ErrorCode::kUnanswered));
  CHECK_FALSE(base::is_transient(ErrorCode::kConflict));
}

TEST_CASE("an error is passed on whole") {
  const base::Result<int> failed = base::fail(ErrorCode::kNotFound, "Not here.", "row 7", "id");
  const base::Result<void> forwarded = base::forward_error(failed);
  CHECK(forwarded.error().code == ErrorCode::kNotFound);
  CHECK(forwarded.error().public_message == "Not here.");
  CHECK(forwarded.error().cause == "row 7");
  CHECK(forwarded.error().field == "id");
}
