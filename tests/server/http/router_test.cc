#include "http/router.h"

#include <catch2/catch.hpp>

using http::Request;
using http::Response;

namespace {

http::Router router() {
  const auto echo = [](const Request&, const http::PathArguments& arguments) {
    std::string joined;
    for (const auto& argument : arguments) joined += "[" + argument + "]";
    return Response{200, "text/plain", joined, {}};
  };
  return http::Router({{"GET", "/", echo},
                       {"GET", "/orders/{number}", echo},
                       {"GET", "/print/{token}/{file}", echo},
                       {"GET", "/api/designs/{id}/preview.png", echo},
                       {"POST", "/api/upload", echo}},
                      [](const Request&, int status) { return Response{status, "text/plain", "", {}}; });
}

Response ask(const std::string& method, const std::string& path) {
  return router().handle({.method = method, .path = path, .query = {}, .headers = {}, .body = "", .id = ""});
}

}  // namespace

TEST_CASE("a segment in braces takes any one segment") {
  CHECK(ask("GET", "/").body.empty());
  CHECK(ask("GET", "/").status == 200);
  CHECK(ask("GET", "/orders/PP-1").body == "[PP-1]");
  CHECK(ask("GET", "/print/abc/def.png").body == "[abc][def.png]");
  CHECK(ask("GET", "/api/designs/7/preview.png").body == "[7]");
}

TEST_CASE("no more and no less than the pattern is matched") {
  for (const auto* path : {"", "//", "/order", "/orders", "/orders/", "/orders/a/", "/orders/a/b", "/print/abc",
                           "/print//x", "/api/designs/7/preview.pn", "/api/upload/"}) {
    INFO(path);
    CHECK(ask("GET", path).status == 404);
  }
}

TEST_CASE("another method than the address takes is answered with those it takes") {
  const auto post = ask("POST", "/orders/PP-1");
  CHECK(post.status == 405);
  CHECK(post.headers.at(0) == std::pair<std::string, std::string>{"Allow", "GET, HEAD"});
  const auto get = ask("GET", "/api/upload");
  CHECK(get.status == 405);
  CHECK(get.headers.at(0).second == "POST");
}

TEST_CASE("metrics name the pattern, never the path") {
  CHECK(router().pattern_of("/orders/PP-1") == "/orders/{number}");
  CHECK(router().pattern_of("/wp-admin/" + std::string(1000, 'x')) == "unknown");
}
