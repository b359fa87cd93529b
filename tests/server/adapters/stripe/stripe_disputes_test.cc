#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/stripe/stripe_payment_gateway.h"

using adapters::http_client::RecordingHttpClient;
using adapters::stripe::StripeConfig;
using adapters::stripe::StripePaymentGateway;
using base::ErrorCode;
using nlohmann::json;

namespace {

struct Fixture {
  RecordingHttpClient http;
  StripePaymentGateway gateway{http, StripeConfig{"https://stripe.test", base::Secret{"sk_test_hidden"}},
                               [](std::chrono::milliseconds) {}};

  void answer(const json& disputes, bool has_more = false) {
    http.answer(200, json{{"object", "list"}, {"has_more", has_more}, {"data", disputes}}.dump());
  }
};

json dispute(const std::string& id, const std::string& status) {
  return {{"object", "dispute"}, {"id", id}, {"status", status}, {"payment_intent", "pi_1"}, {"charge", "ch_1"}};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a payment's disputes are listed page by page and told from the oldest on") {
  answer(json::array({dispute("du_3", "needs_response"), dispute("du_2", "won")}), true);
  answer(json::array({dispute("du_1", "warning_closed")}));
  const auto all = gateway.list_disputes("pi_1");
  REQUIRE(all);
  REQUIRE(all->size() == 3);
  CHECK(all->at(0) == ports::PaidDispute{"du_1", "pi_1", "warning_closed", true});
  CHECK(all->at(2) == ports::PaidDispute{"du_3", "pi_1", "needs_response", false});
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/disputes?limit=100&payment_intent=pi_1");
  CHECK(http.requests().at(1).url == "https://stripe.test/v1/disputes?limit=100&payment_intent=pi_1&starting_after=du_2");
}

TEST_CASE_METHOD(Fixture, "disputes of all payments are listed since a time, also those that name no payment") {
  auto strange = dispute("du_1", "lost");
  strange["payment_intent"] = nullptr;
  answer(json::array({strange}));
  const auto all = gateway.disputes_since(base::from_unix_seconds(1'795'339'800));
  REQUIRE(all);
  CHECK(*all == std::vector<ports::PaidDispute>{{"du_1", "", "lost", false}});
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/disputes?limit=100&created%5Bgte%5D=1795339800");
}

TEST_CASE_METHOD(Fixture, "the money of a dispute is ours once it is won or came to nothing, and a word that is new to us is no reason to print") {
  const auto [word, ours] = GENERATE(table<std::string, bool>({{"warning_needs_response", false},
                                                               {"warning_under_review", false},
                                                               {"warning_closed", true},
                                                               {"needs_response", false},
                                                               {"under_review", false},
                                                               {"won", true},
                                                               {"lost", false},
                                                               {"prevented", true},
                                                               {"astonished", false}}));
  answer(json::array({dispute("du_1", word)}));
  const auto all = gateway.list_disputes("pi_1");
  REQUIRE(all);
  CHECK(all->at(0).word == word);
  CHECK(all->at(0).is_for_us == ours);
}

TEST_CASE_METHOD(Fixture, "a list that cannot be read, or never ends, tells of no dispute") {
  SECTION("no JSON") { http.answer(200, "<html>"); }
  SECTION("a dispute without a state") { answer(json::array({dispute("du_1", "")})); }
  SECTION("more behind nothing") { answer(json::array(), true); }
  SECTION("no end") {
    for (int page = 0; page < 20; ++page) answer(json::array({dispute("du_1", "won")}), true);
  }
  SECTION("an error") {
    for (int attempt = 0; attempt < 3; ++attempt) http.answer(500, "oops");
  }
  CHECK(gateway.list_disputes("pi_1").error().code == ErrorCode::kUnavailable);
}
