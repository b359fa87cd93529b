#include "sandbox/services/faults.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sandbox/services/webhook_queue.h"
#include "sandbox/stand_ins.h"

using sandbox::FaultKind;
using sandbox::Faults;

namespace {

// Which of 40 requests are hit.
std::string fate(int seed) {
  Faults faults;
  REQUIRE(faults.add({{"service", "stripe"}, {"kind", "500"}, {"count", 1000}, {"chance", 0.3}, {"seed", seed}}));
  std::string hits;
  for (int i = 0; i < 40; ++i) hits += faults.take("stripe", "/stripe/v1/refunds") ? 'x' : '.';
  return hits;
}

}  // namespace

TEST_CASE("a fault with a chance hits some requests and spares others, by its seed always the same") {
  CHECK(fate(7) == fate(7));
  CHECK(fate(7) != fate(8));
  const auto hits = fate(7);
  CHECK(hits.find('x') != std::string::npos);
  CHECK(hits.find('.') != std::string::npos);
}

TEST_CASE("a fault can be meant for some addresses only") {
  Faults faults;
  REQUIRE(faults.add({{"service", "stripe"}, {"kind", "down"}, {"path", "/refunds"}}));
  CHECK_FALSE(faults.take("stripe", "/stripe/v1/checkout/sessions"));
  CHECK_FALSE(faults.take("printful", "/printful/refunds"));
  CHECK(faults.take("stripe", "/stripe/v1/refunds")->kind == FaultKind::kDown);
  CHECK_FALSE(faults.take("stripe", "/stripe/v1/refunds"));
}

TEST_CASE("faults of webhooks hit webhooks, and those of requests requests") {
  Faults faults;
  REQUIRE(faults.add({{"service", "sendgrid"}, {"kind", "wrong_secret"}}));
  REQUIRE(faults.add({{"service", "sendgrid"}, {"kind", "500"}}));
  CHECK(faults.take("sendgrid", "/sendgrid/v3/mail/send")->kind == FaultKind::kServerError);
  CHECK_FALSE(faults.take_for_webhook("stripe"));
  CHECK(faults.take_for_webhook("sendgrid")->kind == FaultKind::kWrongSecret);
  CHECK_FALSE(faults.take_for_webhook("sendgrid"));
}

TEST_CASE("a fault that makes no sense is refused") {
  Faults faults;
  for (const nlohmann::json extra : {nlohmann::json{{"chance", 0}}, nlohmann::json{{"chance", 1.5}}, nlohmann::json{{"chance", "often"}},
                                     nlohmann::json{{"seed", -1}}, nlohmann::json{{"kind", "bad weather"}}}) {
    nlohmann::json wanted{{"service", "stripe"}, {"kind", "500"}};
    wanted.update(extra);
    CHECK_FALSE(faults.add(wanted));
  }
  CHECK(faults.list().empty());
}

TEST_CASE("shuffled webhooks overtake each other, by the seed always in the same way") {
  const auto order = [](int seed) {
    StandIns stand_ins;
    stand_ins.submit("/settings", {{"webhook_shuffle_ms", "10000"}, {"webhook_seed", std::to_string(seed)}});
    auto access = stand_ins.world().state.edit();
    std::vector<std::int64_t> due;
    for (int i = 0; i < 8; ++i) {
      sandbox::enqueue_webhook(access.root, sandbox::WebhookSource::kStripe, {{"type", "t"}}, stand_ins.now_ms);
      due.push_back(access.root["webhooks"]["queue"].back()["due_ms"].get<std::int64_t>() - stand_ins.now_ms);
    }
    return due;
  };
  CHECK(order(1) == order(1));
  CHECK(order(1) != order(2));
  const auto due = order(1);
  CHECK_FALSE(std::is_sorted(due.begin(), due.end()));
}
