#include "adapters/http_client/guarded_http_client.h"

#include <catch2/catch.hpp>
#include <deque>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_gate.h"

using adapters::http_client::GuardedHttpClient;
using adapters::http_client::HttpRequest;
using adapters::http_client::HttpResponse;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

// Answers what it was given, in turn; with 200 when that is used up. 0: no answer.
class Answers : public adapters::http_client::HttpClient {
 public:
  base::Result<HttpResponse> send(const HttpRequest&) override {
    ++sent;
    HttpResponse response;
    response.status = 200;
    if (!next.empty()) {
      response = next.front();
      next.pop_front();
    }
    if (response.status == 0) return base::fail(ErrorCode::kUnavailable, "It does not answer.", "timed out");
    return response;
  }
  int sent = 0;
  std::deque<HttpResponse> next;
};

struct Guarded {
  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderGate gate{clock};
  Answers server;
  GuardedHttpClient client{server, gate, "printful", 0ms};

  base::Result<HttpResponse> ask() { return client.send({.url = "https://printer.example/orders"}); }
};

}  // namespace

TEST_CASE_METHOD(Guarded, "what the gate holds back is not sent, and is worth another try later") {
  for (int i = 0; i < domain::kPrintfulRules.burst; ++i) REQUIRE(ask());
  const auto refused = ask();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kRateLimited);
  CHECK(server.sent == domain::kPrintfulRules.burst);
  clock.advance(domain::kPrintfulRules.spacing);
  CHECK(ask());
}

TEST_CASE_METHOD(Guarded, "a printer that says wait is not asked before that") {
  server.next = {{429, {{"retry-after", "7"}}, ""}};
  CHECK(ask()->status == 429);
  CHECK(gate.wait_time("printful") == 7s);
  CHECK_FALSE(ask());
  clock.advance(7s);
  CHECK(ask());
}

TEST_CASE_METHOD(Guarded, "without a readable time the lock-out is a minute") {
  const auto header = GENERATE("", "soon", "-1", "7 s");
  server.next = {{429, {{"retry-after", header}}, ""}};
  REQUIRE(ask());
  CHECK(gate.wait_time("printful") == 60s);
}

TEST_CASE_METHOD(Guarded, "five failures in a row, of whatever sort, spare the printer a while, a refusal is no failure") {
  server.next = {{500, {}, ""}, {400, {}, ""}, {500, {}, ""}, {0, {}, ""}, {503, {}, ""}, {0, {}, ""}};
  for (int i = 0; i < 6; ++i) (void)ask();
  CHECK(gate.wait_time("printful") == 0s);
  server.next = {{502, {}, ""}};
  (void)ask();
  CHECK(gate.wait_time("printful") == 5s);
  CHECK(server.sent == 7);
}

TEST_CASE_METHOD(Guarded, "a question asked in haste that gets no answer in time is no failure of the printer, a bad answer is") {
  const auto hastily = [&](int status) {
    server.next.assign(domain::kPrintfulRules.failures_to_open, HttpResponse{status, {}, ""});
    while (!server.next.empty()) (void)client.send({.url = "https://printer.example/rates", .hasty = true});
  };
  hastily(0);
  CHECK(gate.wait_time("printful") == 0s);
  clock.advance(60s);
  hastily(500);
  CHECK(gate.wait_time("printful") == 5s);
}

TEST_CASE("what a second gate holds back is no failure of the service behind both") {
  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderGate outer(clock);
  adapters::memory::MemoryProviderGate inner(clock);
  Answers server;
  GuardedHttpClient catalog(server, inner, "printful", 0ms);
  GuardedHttpClient client(catalog, outer, "printful", 0ms);
  for (int i = 0; i < domain::kPrintfulRules.burst; ++i) REQUIRE(catalog.send({.url = "https://printer.example"}));
  for (int i = 0; i < domain::kPrintfulRules.failures_to_open; ++i) {
    const auto refused = client.send({.url = "https://printer.example/catalog"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kRateLimited);
  }
  CHECK(outer.wait_time("printful") == 0s);
}

TEST_CASE("a short wait for its turn is waited out, and never longer than the request may take") {
  adapters::memory::ManualClock clock;
  domain::GateRules rules;
  rules.burst = 1;
  rules.spacing = 20ms;
  adapters::memory::MemoryProviderGate gate(clock, rules);
  Answers server;
  GuardedHttpClient client(server, gate, "printful", 1s);
  REQUIRE(client.send({.url = "https://printer.example"}));
  // The clock stands still, so the turn never comes: patience ends, at the latest with the request's own time.
  CHECK_FALSE(client.send({.url = "https://printer.example", .timeout_ms = 50}));
  CHECK(server.sent == 1);
  clock.advance(20ms);
  CHECK(client.send({.url = "https://printer.example", .timeout_ms = 50}));
}
