#include "adapters/http_client/curl_http_client.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "adapters/loopback_server.h"

using adapters::http_client::CurlHttpClient;
using adapters::http_client::HttpRequest;

TEST_CASE("a request carries method, headers and body, and the answer comes back whole") {
  std::string seen;
  LoopbackServer server([&](const std::string& request) {
    seen = request;
    return LoopbackServer::answer(201, "X-Message-Id: abc \r\n", "made");
  });
  CurlHttpClient client;
  const auto response =
      client.send({.method = "POST", .url = server.url("/v1/things?a=b"), .headers = {{"X-Token", "t"}}, .body = "x=1"});
  REQUIRE(response);
  CHECK(response->status == 201);
  CHECK(response->header("x-message-id") == "abc");
  CHECK(response->body == "made");
  CHECK(seen.rfind("POST /v1/things?a=b HTTP/1.1\r\n", 0) == 0);
  CHECK(seen.find("X-Token: t\r\n") != std::string::npos);
  CHECK(seen.find("\r\n\r\nx=1") != std::string::npos);
  CHECK(seen.find("Expect:") == std::string::npos);
}

TEST_CASE("GETs one after another share a connection, and a POST does not leak into the next GET") {
  std::string seen;
  LoopbackServer server([&](const std::string& request) {
    seen = request;
    return LoopbackServer::answer(200, "", "ok");
  });
  CurlHttpClient client;
  REQUIRE(client.send({.method = "POST", .url = server.url("/a"), .headers = {{"Authorization", "Bearer s"}}, .body = "b"}));
  REQUIRE(client.send({.url = server.url("/b")}));
  REQUIRE(client.send({.url = server.url("/b")}));
  CHECK(server.connections() <= 2);
  CHECK(seen.rfind("GET /b HTTP/1.1", 0) == 0);
  CHECK(seen.find("Authorization") == std::string::npos);
}

TEST_CASE("a POST whose answer is lost is not sent again, even after a GET on the same host") {
  std::atomic<int> posts = 0;
  LoopbackServer server([&](const std::string& request) -> std::string {
    if (request.starts_with("GET")) return LoopbackServer::answer(200, "", "ok");
    ++posts;
    return "";
  });
  CurlHttpClient client;
  REQUIRE(client.send({.url = server.url("/look")}));
  const auto lost = client.send({.method = "POST", .url = server.url("/mail"), .body = "b"});
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == base::ErrorCode::kUnavailable);
  CHECK(posts == 1);
}

TEST_CASE("many threads may send at once") {
  LoopbackServer server([](const std::string&) { return LoopbackServer::answer(200, "", "ok"); });
  CurlHttpClient client;
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 10; ++j) {
        if (const auto response = client.send({.url = server.url("/")}); response && response->body == "ok") ++good;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 80);
  CHECK(server.connections() <= 8);
}

TEST_CASE("an error status is an answer, and a redirect is not followed") {
  LoopbackServer server([](const std::string& request) {
    return request.rfind("GET /moved", 0) == 0 ? LoopbackServer::answer(302, "Location: /other\r\n", "")
                                               : LoopbackServer::answer(503, "", "down");
  });
  CurlHttpClient client;
  CHECK(client.send({.url = server.url("/")})->status == 503);
  CHECK(client.send({.url = server.url("/moved")})->status == 302);
}

TEST_CASE("nobody listening, silence and a flood are unavailable, and the cause holds no query") {
  CurlHttpClient client;
  const auto refused = client.send({.url = "http://127.0.0.1:1/secret/path?token=hidden"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::kUnavailable);
  CHECK(refused.error().cause.find("/secret/path") != std::string::npos);
  CHECK(refused.error().cause.find("hidden") == std::string::npos);

  LoopbackServer silent([](const std::string&) { return std::string{}; });
  const auto start = std::chrono::steady_clock::now();
  const auto timed_out = client.send({.url = silent.url("/"), .timeout_ms = 200});
  CHECK_FALSE(timed_out);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});

  LoopbackServer flood([](const std::string&) { return LoopbackServer::answer(200, "", std::string(5000, 'x')); });
  const auto too_much = client.send({.url = flood.url("/"), .max_response_bytes = 4999});
  REQUIRE_FALSE(too_much);
  CHECK(too_much.error().code == base::ErrorCode::kUnavailable);
  CHECK(client.send({.url = flood.url("/"), .max_response_bytes = 5000}));
}

TEST_CASE("only http and https are spoken, and header injection is refused") {
  CurlHttpClient client;
  CHECK_FALSE(client.send({.url = "file:///etc/hostname"}));
  LoopbackServer server([](const std::string&) { return LoopbackServer::answer(200, "", ""); });
  const auto injected = client.send({.url = server.url("/"), .headers = {{"X-A", "b\r\nX-Evil: 1"}}});
  REQUIRE_FALSE(injected);
  CHECK(injected.error().code == base::ErrorCode::kInternal);
  CHECK(server.connections() == 0);
}
