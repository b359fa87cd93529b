#include "http/multipart.h"

#include <catch2/catch.hpp>

using namespace http;

namespace {

const std::string kType = "multipart/form-data; boundary=XX";

std::string part(const std::string& headers, const std::string& data) {
  return "--XX\r\n" + headers + "\r\n\r\n" + data + "\r\n";
}

std::string field(const std::string& name, const std::string& data) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"", data);
}

base::ErrorCode error_of(const std::string& type, const std::string& body) {
  const auto parts = parse_multipart(type, body);
  REQUIRE_FALSE(parts);
  CHECK_FALSE(parts.error().public_message.empty());
  return parts.error().code;
}

}  // namespace

TEST_CASE("a browser's upload form is taken apart") {
  const std::string photo = std::string("\x89PNG\0\r\n--XY\r\n", 13) + "end";
  const std::string body = part(
                               "content-disposition: form-data; name=\"photo\"; filename=\"my;dog "
                               "\\\"Rex\\\".png\"\r\nContent-Type: image/png",
                               photo) +
                           field("recipe", "{}") + field("empty", "") + "--XX--\r\n";
  const auto parts = parse_multipart(kType, body);
  REQUIRE(parts);
  REQUIRE(parts->size() == 3);
  CHECK((*parts)[0].name == "photo");
  CHECK((*parts)[0].filename == "my;dog \"Rex\".png");
  CHECK((*parts)[0].content_type == "image/png");
  CHECK((*parts)[0].data == photo);
  CHECK(find_part(*parts, "recipe")->data == "{}");
  CHECK(find_part(*parts, "empty")->data.empty());
  CHECK(find_part(*parts, "nothing") == nullptr);
}

TEST_CASE("a quoted boundary and other parameters are understood") {
  CHECK(parse_multipart("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"XX\"", field("a", "1") + "--XX--"));
}

TEST_CASE("another content type is not a form") {
  CHECK(error_of("application/json", "{}") == base::ErrorCode::kUnsupportedMedia);
  CHECK(error_of("", "") == base::ErrorCode::kUnsupportedMedia);
  CHECK(error_of("multipart/mixed; boundary=XX", "") == base::ErrorCode::kUnsupportedMedia);
}

TEST_CASE("a form without a usable boundary is refused") {
  const std::string body = field("a", "1") + "--XX--";
  CHECK(error_of("multipart/form-data", body) == base::ErrorCode::kInvalidInput);
  CHECK(error_of("multipart/form-data; boundary=", body) == base::ErrorCode::kInvalidInput);
  CHECK(error_of("multipart/form-data; boundary=\"XX", body) == base::ErrorCode::kInvalidInput);
  CHECK(error_of("multipart/form-data; boundary=" + std::string(71, 'X'), body) == base::ErrorCode::kInvalidInput);
  CHECK(error_of("multipart/form-data; boundary=other", body) == base::ErrorCode::kInvalidInput);
}

TEST_CASE("a form cut off at any byte is an error, never a shorter form") {
  const std::string whole = field("a", "one") + field("b", "two") + "--XX--";
  REQUIRE(parse_multipart(kType, whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(parse_multipart(kType, whole.substr(0, size)));
  }
}

TEST_CASE("parts without a name, with a broken header, too many or with too large a header are refused") {
  const std::string end = "--XX--";
  CHECK(error_of(kType, part("Content-Type: text/plain", "x") + end) == base::ErrorCode::kInvalidInput);
  CHECK(error_of(kType, part("Content-Disposition: form-data; name=\"\"", "x") + end) ==
        base::ErrorCode::kInvalidInput);
  CHECK(error_of(kType, part("Content-Disposition: form-data; name=\"open", "x") + end) ==
        base::ErrorCode::kInvalidInput);
  CHECK(error_of(kType, part("no colon here", "x") + end) == base::ErrorCode::kInvalidInput);
  CHECK(error_of(kType, part("X: " + std::string(kMaxPartHeaderBytes, 'a'), "x") + end) ==
        base::ErrorCode::kInvalidInput);

  std::string many;
  for (std::size_t i = 0; i < kMaxMultipartParts; ++i) many += field("n", "v");
  CHECK(parse_multipart(kType, many + end));
  CHECK(error_of(kType, many + field("n", "v") + end) == base::ErrorCode::kInvalidInput);
}
