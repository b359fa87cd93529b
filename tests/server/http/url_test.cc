#include "http/url.h"

#include <catch2/catch.hpp>

using namespace http;

TEST_CASE("escapes in a path are decoded and a broken one is refused") {
  CHECK(percent_decode("/a%2Fb%20c") == "/a/b c");
  CHECK(percent_decode("/plus+stays") == "/plus+stays");
  CHECK(percent_decode("/%c3%A9") == "/\xc3\xa9");
  CHECK_FALSE(percent_decode("/%"));
  CHECK_FALSE(percent_decode("/%4"));
  CHECK_FALSE(percent_decode("/%4g"));
}

TEST_CASE("only unreserved characters stay themselves when encoded") {
  CHECK(percent_encode("AZaz09-._~") == "AZaz09-._~");
  CHECK(percent_encode("a b&c=\xc3\xa9/[0]") == "a%20b%26c%3D%C3%A9%2F%5B0%5D");
}

TEST_CASE("form fields keep their order, their brackets and their repetitions") {
  const auto fields = form_decode("b%5B0%5D[x]=1+2&a=%26&b=&flag&a=two&&");
  REQUIRE(fields.size() == 5);
  CHECK(fields[0] == std::pair<std::string, std::string>{"b[0][x]", "1 2"});
  CHECK(fields[1] == std::pair<std::string, std::string>{"a", "&"});
  CHECK(fields[2] == std::pair<std::string, std::string>{"b", ""});
  CHECK(fields[3] == std::pair<std::string, std::string>{"flag", ""});
  CHECK(fields[4] == std::pair<std::string, std::string>{"a", "two"});
}

TEST_CASE("a malformed escape in a form stands for itself") {
  const auto fields = form_decode("a=100%&b=%zz");
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].second == "100%");
  CHECK(fields[1].second == "%zz");
}

TEST_CASE("what form_encode writes form_decode reads back") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  const FormFields fields = {{"items[0][name]", every_byte}, {"", "no name"}, {"empty", ""}};
  CHECK(form_decode(form_encode(fields)) == fields);
}
