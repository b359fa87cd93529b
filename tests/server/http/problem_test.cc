#include "http/problem.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using base::Error;
using base::ErrorCode;
using nlohmann::json;

TEST_CASE("a problem has the members of RFC 9457 and its own type") {
  const auto response = http::problem(Error{ErrorCode::kNotFound, "We do not know this design.", {}, {}});
  CHECK(response.status == 404);
  CHECK(response.content_type == "application/problem+json");
  CHECK(json::parse(response.body) == json{{"type", "about:blank"},
                                           {"title", "Not found"},
                                           {"status", 404},
                                           {"detail", "We do not know this design."},
                                           {"code", "not_found"}});
}

TEST_CASE("a problem names the field it is about") {
  const auto body = json::parse(http::problem(Error{ErrorCode::kInvalidInput, "Too many.", {}, "items"}).body);
  CHECK(body["errors"] == json::array({{{"field", "items"}, {"message", "Too many."}}}));
}

TEST_CASE("a problem never shows the cause") {
  const auto response = http::problem(Error{ErrorCode::kInternal, "Something went wrong.", "password=hidden", {}});
  CHECK(response.status == 500);
  CHECK(response.body.find("hidden") == std::string::npos);
}

TEST_CASE("every code has a status of its own") {
  const std::map<ErrorCode, int> expected = {
      {ErrorCode::kInvalidInput, 400}, {ErrorCode::kUnauthenticated, 401}, {ErrorCode::kForbidden, 403},
      {ErrorCode::kNotFound, 404},     {ErrorCode::kConflict, 409},        {ErrorCode::kTooLarge, 413},
      {ErrorCode::kUnsupportedMedia, 415}, {ErrorCode::kRateLimited, 429}, {ErrorCode::kUnavailable, 503},
      {ErrorCode::kInternal, 500}};
  for (const auto& [code, status] : expected) {
    CHECK(http::status_of(code) == status);
    const auto title = json::parse(http::problem(Error{code, "x", {}, {}}).body)["title"];
    CHECK((title == "Internal server error") == (status == 500));
  }
}

TEST_CASE("an outage says when to try again") {
  CHECK(http::problem(Error{ErrorCode::kUnavailable, "x", {}, {}}).headers.at(0).first == "Retry-After");
  CHECK(http::problem(Error{ErrorCode::kRateLimited, "x", {}, {}}).headers.at(0).first == "Retry-After");
  CHECK(http::problem(Error{ErrorCode::kConflict, "x", {}, {}}).headers.empty());
}

TEST_CASE("bytes that are no UTF-8 do not break an answer") {
  const auto response = http::json_response(200, {{"name", "\xff\xfe"}});
  CHECK(json::accept(response.body));
}
