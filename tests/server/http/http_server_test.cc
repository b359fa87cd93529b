#include "http/http_server.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include "loopback_client.h"

using namespace http;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

ServerOptions any_port() {
  ServerOptions options;
  options.port = 0;
  options.threads = 4;
  options.drain_timeout_ms = 3000;
  return options;
}

Response text(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n";
}

std::string post(const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("a handler sees the decoded path, query, headers and the raw body") {
  Request seen;
  Server server(any_port(), [&](const Request& request) {
    seen = request;
    return text("ok");
  });
  LoopbackClient client(server.port());
  const std::string body("a\0b\r\n\xff", 6);
  client.send(
      "POST /orders/a%20b?t=x%2Fy+z&flag&n=1&n=2 HTTP/1.1\r\nHost: shop\r\nX-Odd-NAME: Value\r\nContent-Length: "
      "6\r\n\r\n" +
      body);
  CHECK_THAT(client.receive(), StartsWith("HTTP/1.1 200 OK\r\n"));
  CHECK(seen.method == "POST");
  CHECK(seen.path == "/orders/a b");
  CHECK(seen.query_value("t") == "x/y z");
  CHECK(seen.query_value("flag") == "");
  CHECK(seen.query_value("n") == "1");
  CHECK(seen.header("x-odd-name") == "Value");
  CHECK(seen.body == body);
  CHECK(seen.id.size() >= 8);
}

TEST_CASE("headers that the proxy renamed get their names back") {
  Request seen;
  Server server(any_port(), [&](const Request& request) {
    seen = request;
    return text("ok");
  });
  LoopbackClient client(server.port());
  client.send(get("/", "X-Cookie: a=1; broken\r\nX-Accept: text\r\n"));
  client.receive();
  CHECK(seen.header("cookie") == "a=1; broken");
  CHECK(seen.header("accept") == "text");
}

TEST_CASE("every answer has a length, a request id and stays on the connection") {
  Server server(any_port(), [](const Request& request) {
    Response response = text(request.path);
    response.status = 202;
    response.headers = {
        {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"Bad", "x\r\nInjected: 1"}, {"Content-Length", "9"}};
    return response;
  });
  LoopbackClient client(server.port());
  for (const std::string path : {"/one", "/two", "/three"}) {
    client.send(get(path, "X-Request-Id: from-proxy-" + path.substr(1) + "\r\n"));
    const std::string answer = client.receive();
    CHECK_THAT(answer, StartsWith("HTTP/1.1 202 Accepted\r\n"));
    CHECK_THAT(answer, Contains("Set-Cookie: a=1\r\n") && Contains("Set-Cookie: b=2\r\n"));
    CHECK_THAT(answer, Contains("Content-Length: " + std::to_string(path.size()) + "\r\n"));
    CHECK_THAT(answer, Contains("Connection: keep-alive\r\n"));
    CHECK_THAT(answer, Contains("Request-Id: from-proxy-" + path.substr(1) + "\r\n"));
    CHECK_THAT(answer, !Contains("Injected"));
    CHECK(body_of(answer) == path);
  }
}

TEST_CASE("a client that asks for it gets the connection closed after its answer") {
  Server server(any_port(), [](const Request&) { return text("bye"); });
  LoopbackClient client(server.port());
  client.send(get("/", "Connection: close\r\n"));
  const std::string answer = client.receive();
  CHECK_THAT(answer, Contains("Connection: close\r\n"));
  CHECK(body_of(answer) == "bye");
  CHECK(client.ended());
}

TEST_CASE("HEAD is a GET without the body") {
  Server server(any_port(), [](const Request& request) { return text(request.method + " body"); });
  LoopbackClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: shop\r\n\r\n");
  CHECK_THAT(client.receive(true), Contains("Content-Length: 8\r\n"));
  client.send(get("/"));
  CHECK(body_of(client.receive()) == "GET body");
}

TEST_CASE("large bodies arrive whole in both directions") {
  Server server(any_port(), [](const Request& request) { return text(request.body); });
  std::string body(20u << 20, 'x');
  for (std::size_t i = 0; i < body.size(); i += 4099) body[i] = static_cast<char>(i);
  LoopbackClient client(server.port());
  client.send(post(body));
  CHECK(body_of(client.receive()) == body);
}

TEST_CASE("a request over the limit is refused and the server lives on") {
  ServerOptions options = any_port();
  options.max_request_bytes = 10000;
  Server server(options, [](const Request&) { return text("ok"); });
  LoopbackClient large(server.port());
  large.send(post(std::string(20000, 'x')));
  CHECK_THAT(large.receive(), !StartsWith("HTTP/1.1 200"));
  LoopbackClient next(server.port());
  next.send(get("/"));
  CHECK(body_of(next.receive()) == "ok");
}

TEST_CASE("bad input is answered with an error or the end of the connection, never with a crash") {
  std::atomic<int> handled{0};
  Server server(any_port(), [&](const Request&) {
    ++handled;
    return text("ok");
  });
  const std::string bad = GENERATE(as<std::string>{}, "GARBAGE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                                   "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /%2 HTTP/1.1\r\nHost: x\r\n\r\n",
                                   "BREW / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n");
  LoopbackClient client(server.port());
  client.send(bad);
  const std::string answer = client.receive();
  CAPTURE(bad, answer);
  CHECK_THAT(answer, !StartsWith("HTTP/1.1 200"));
  CHECK(handled == 0);
  LoopbackClient next(server.port());
  next.send(get("/"));
  CHECK(body_of(next.receive()) == "ok");
}

TEST_CASE("an exception becomes a problem that tells nothing of its cause") {
  Server server(any_port(), [](const Request& request) -> Response {
    if (request.path == "/other") throw 42;
    throw std::runtime_error("password is swordfish");
  });
  LoopbackClient client(server.port());
  for (const char* path : {"/", "/other"}) {
    client.send(get(path));
    const std::string answer = client.receive();
    CHECK_THAT(answer, StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    CHECK_THAT(answer, Contains("Content-Type: application/problem+json\r\n") && !Contains("swordfish"));
  }
}

TEST_CASE("no client gets another one's answer while others leave early") {
  Server server(any_port(), [](const Request& request) { return text(request.path); });
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 150; ++i) {
        const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
        LoopbackClient client(server.port());
        client.send(get(path));
        if (t % 2 == 0) continue;
        if (body_of(client.receive()) != path) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("draining lets the answer in flight out and asks the client to leave") {
  std::promise<void> entered;
  Server server(any_port(), [&](const Request&) {
    entered.set_value();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return text("finished");
  });
  LoopbackClient client(server.port());
  client.send(get("/"));
  entered.get_future().wait();
  server.drain();
  const std::string answer = client.receive();
  CHECK(body_of(answer) == "finished");
  CHECK_THAT(answer, Contains("Connection: close\r\n"));
}

TEST_CASE("a stand-in can cut an answer short or reset the connection") {
  Server server(any_port(), [](const Request& request) {
    Response response = text("0123456789");
    response.cut_after_bytes = request.path == "/reset" ? 0 : 60;
    return response;
  });
  LoopbackClient cut(server.port());
  cut.send(get("/cut"));
  CHECK(cut.receive().size() == 60);

  LoopbackClient reset(server.port());
  reset.send(get("/reset"));
  CHECK(reset.receive().empty());
  CHECK(reset.was_reset());
}

TEST_CASE("a taken port is reported, not ignored") {
  Server server(any_port(), [](const Request&) { return text("ok"); });
  ServerOptions same = any_port();
  same.port = server.port();
  CHECK_THROWS_AS(Server(same, [](const Request&) { return text("ok"); }), std::runtime_error);
}
