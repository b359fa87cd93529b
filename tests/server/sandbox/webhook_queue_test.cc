#include "sandbox/services/webhook_queue.h"

#include <catch2/catch.hpp>

#include "http/http_server.h"
#include "sandbox/services/signatures.h"
#include "sandbox/stand_ins.h"

using namespace sandbox;

namespace {

// A shop that fails so many times, then accepts.
struct Shop {
  explicit Shop(int failures)
      : left(failures), server(options(), [this](const http::Request& request) { return receive(request); }) {}

  static http::ServerOptions options() {
    http::ServerOptions options;
    options.port = 0;
    options.threads = 1;
    return options;
  }

  http::Response receive(const http::Request& request) {
    received.push_back(request);
    http::Response response;
    response.status = left-- > 0 ? 500 : 200;
    return response;
  }

  int left;
  std::vector<http::Request> received;
  http::Server server;
};

struct Setup {
  explicit Setup(int failures) : shop(failures) {
    stand_ins.world().config.shop_url = "http://127.0.0.1:" + std::to_string(shop.server.port());
  }

  void enqueue(WebhookSource source) {
    const auto access = stand_ins.world().state.edit();
    enqueue_webhook(access.root, source, {{"type", "something_happened"}}, stand_ins.now_ms);
  }

  bool deliver() { return deliver_next_webhook(stand_ins.world()); }

  Shop shop;
  StandIns stand_ins;
};

}  // namespace

TEST_CASE("a webhook is signed for the moment of each try and repeated with growing gaps until it is accepted") {
  Setup setup(2);
  setup.enqueue(WebhookSource::kStripe);
  CHECK_FALSE(setup.deliver());
  setup.stand_ins.now_ms += 200;
  CHECK(setup.deliver());
  setup.stand_ins.now_ms += 999;
  CHECK_FALSE(setup.deliver());
  setup.stand_ins.now_ms += 1;
  CHECK(setup.deliver());
  setup.stand_ins.now_ms += 1999;
  CHECK_FALSE(setup.deliver());
  setup.stand_ins.now_ms += 1;
  CHECK(setup.deliver());
  CHECK(setup.stand_ins.waiting_webhooks().empty());

  REQUIRE(setup.shop.received.size() == 3);
  const auto& last = setup.shop.received.back();
  CHECK(last.path == "/api/webhook/stripe");
  CHECK(last.header("stripe-signature") == stripe_signature("whsec_right", setup.stand_ins.now_ms / 1000, last.body));
}

TEST_CASE("a print webhook counts its repetitions in the body and signs that") {
  Setup setup(1);
  setup.enqueue(WebhookSource::kPrintful);
  for (int i = 0; i < 2; ++i) {
    setup.stand_ins.now_ms += 1000;
    CHECK(setup.deliver());
  }
  REQUIRE(setup.shop.received.size() == 2);
  const auto& last = setup.shop.received.back();
  CHECK(last.path == "/api/webhook/printful");
  CHECK(nlohmann::json::parse(last.body)["retries"] == 1);
  CHECK(last.header("x-pf-webhook-signature") == printful_signature("00ff10", last.body));
  CHECK(last.header("x-pf-webhook-public-key") == printful_public_key("00ff10"));
}

TEST_CASE("a webhook that nobody accepts is given up after seven tries") {
  Setup setup(100);
  setup.enqueue(WebhookSource::kStripe);
  for (int i = 0; i < 100; ++i) {
    setup.stand_ins.now_ms += 1000;
    setup.deliver();
  }
  CHECK(setup.shop.received.size() == 7);
  CHECK(setup.stand_ins.waiting_webhooks().empty());
}
