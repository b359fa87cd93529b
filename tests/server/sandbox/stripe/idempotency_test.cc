#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "sandbox/stripe/checkout.h"

TEST_CASE("the same key and parameters give the first answer again") {
  StandIns stand_ins;
  const auto first = stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1");
  const auto again = stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1");
  CHECK(again.status == 200);
  CHECK(again.body == first.body);
  CHECK(header_of(first, "Idempotent-Replayed").empty());
  CHECK(header_of(again, "Idempotent-Replayed") == "true");
  CHECK(header_of(again, "Original-Request") == header_of(first, "Request-Id"));
  CHECK(open_session(stand_ins) != json_of(first)["id"]);
}

TEST_CASE("the same key with other parameters is an idempotency error") {
  StandIns stand_ins;
  stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1");
  const auto other =
      stand_ins.stripe_post("/v1/checkout/sessions", with(session_fields(), "line_items[0][quantity]", "3"), "key-1");
  CHECK(other.status == 400);
  CHECK(json_of(other)["error"]["type"] == "idempotency_error");
}

TEST_CASE("a failure is kept under its key, too") {
  StandIns stand_ins;
  REQUIRE(stand_ins.world().faults.add({{"service", "stripe"}, {"kind", "500"}}));
  CHECK(stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1").status == 500);
  const auto again = stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1");
  CHECK(again.status == 500);
  CHECK(header_of(again, "Idempotent-Replayed") == "true");
  CHECK(stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-2").status == 200);
}

TEST_CASE("a refused request does not use up its key") {
  StandIns stand_ins;
  CHECK(stand_ins.stripe_post("/v1/checkout/sessions", without(session_fields(), "mode"), "key-1").status == 400);
  CHECK(stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1").status == 200);
}

TEST_CASE("a repetition while the first request runs is told to wait") {
  StandIns stand_ins;
  REQUIRE(stand_ins.world().faults.add({{"service", "stripe"}, {"kind", "latency"}, {"ms", 400}}));
  std::atomic<int> first{0};
  std::thread slow([&] { first = stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1").status; });
  int second = 0;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (stand_ins.world().state.read().root["stripe"]["idempotency"].empty() &&
         std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }
  second = stand_ins.stripe_post("/v1/checkout/sessions", session_fields(), "key-1").status;
  slow.join();
  CHECK(second == 409);
  CHECK(first == 200);
}
