#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/stripe/stripe_payment_gateway.h"
#include "form_fields.h"

using adapters::http_client::RecordingHttpClient;
using adapters::stripe::StripeConfig;
using adapters::stripe::StripePaymentGateway;
using base::ErrorCode;
using nlohmann::json;
using ports::RefundStatus;

namespace {

struct Fixture {
  RecordingHttpClient http;
  StripePaymentGateway gateway{http, StripeConfig{"https://stripe.test", base::Secret{"sk_test_hidden"}},
                               [](std::chrono::milliseconds) {}};
  ports::RefundRequest request{"pi_1", 1000, "7f8fad5b-d9cb-469f-a165-70867728950e",
                               "0f8fad5b-d9cb-469f-a165-70867728950e", "refund:7f8fad5b"};
};

json refund(const std::string& status, const std::string& ours = "7f8fad5b-d9cb-469f-a165-70867728950e") {
  return {{"object", "refund"}, {"id", "re_1"}, {"amount", 1000}, {"status", status}, {"payment_intent", "pi_1"},
          {"metadata", {{"refund_id", ours}}}};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a refund is asked for of the payment, with our id and its own key") {
  http.answer(200, refund("succeeded").dump());
  const auto made = gateway.create_refund(request);
  REQUIRE(made);
  CHECK(made->id == "re_1");
  CHECK(made->refund_id == request.refund_id);
  CHECK(made->amount_minor == 1000);
  CHECK(made->status == RefundStatus::kSucceeded);
  const auto sent = http.requests().at(0);
  CHECK(sent.url == "https://stripe.test/v1/refunds");
  const std::map<std::string, std::string> headers{sent.headers.begin(), sent.headers.end()};
  CHECK(headers.at("Idempotency-Key") == "refund:7f8fad5b");
  const auto fields = form_fields(sent.body);
  CHECK(fields.at("payment_intent") == "pi_1");
  CHECK(fields.at("amount") == "1000");
  CHECK(fields.at("metadata[refund_id]") == request.refund_id);
}

TEST_CASE_METHOD(Fixture, "a refund that failed is asked for under another key only by a later call, whose caller has looked for it") {
  const auto last_key = [&] {
    const auto sent = http.requests().back();
    const std::map<std::string, std::string> headers{sent.headers.begin(), sent.headers.end()};
    return headers.at("Idempotency-Key");
  };
  http.answer(500, "oops");
  http.answer(500, "oops", {{"idempotent-replayed", "true"}});
  CHECK(gateway.create_refund(request).error().code == ErrorCode::kUnavailable);
  CHECK(last_key() == "refund:7f8fad5b");
  CHECK(http.requests().size() == 2);
  http.answer(500, "oops", {{"idempotent-replayed", "true"}});

  SECTION("and is made then") {
    http.answer(200, refund("succeeded").dump());
    CHECK(gateway.create_refund(request));
    CHECK(last_key() == "refund:7f8fad5b:2");
  }
  SECTION("and a refusal then is not believed: the failure may have been a refund after all") {
    http.answer(400, json{{"error", {{"type", "invalid_request_error"}, {"code", "charge_already_refunded"}}}}.dump());
    CHECK(gateway.create_refund(request).error().code == ErrorCode::kUnavailable);
    CHECK(last_key() == "refund:7f8fad5b:2");
  }
}

TEST_CASE_METHOD(Fixture, "each of Stripe's words for a refund's state has its meaning") {
  const auto [word, status] = GENERATE(table<std::string, RefundStatus>({{"pending", RefundStatus::kPending},
                                                                         {"requires_action", RefundStatus::kPending},
                                                                         {"succeeded", RefundStatus::kSucceeded},
                                                                         {"failed", RefundStatus::kFailed},
                                                                         {"canceled", RefundStatus::kFailed}}));
  auto theirs = refund(word);
  theirs["failure_reason"] = "expired_or_canceled_card";
  http.answer(200, json{{"object", "list"}, {"data", {theirs}}}.dump());
  const auto all = gateway.list_refunds("pi_1");
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  CHECK(all->at(0).status == status);
  CHECK(all->at(0).failure == "expired_or_canceled_card");
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/refunds?limit=100&payment_intent=pi_1");
}

TEST_CASE_METHOD(Fixture, "all refunds since a time are listed page by page, each with its payment") {
  http.answer(200, json{{"object", "list"}, {"has_more", true}, {"data", {refund("succeeded")}}}.dump());
  const auto first = gateway.refunds_since(base::from_unix_seconds(1'795'339'800), "");
  REQUIRE(first);
  CHECK(first->next == "re_1");
  REQUIRE(first->refunds.size() == 1);
  CHECK(first->refunds[0].payment_intent_id == "pi_1");
  http.answer(200, json{{"object", "list"}, {"has_more", false}, {"data", json::array()}}.dump());
  const auto second = gateway.refunds_since(base::from_unix_seconds(1'795'339'800), "re_1");
  REQUIRE(second);
  CHECK(second->next.empty());
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/refunds?limit=100&created%5Bgte%5D=1795339800");
  CHECK(http.requests().at(1).url == "https://stripe.test/v1/refunds?limit=100&created%5Bgte%5D=1795339800&starting_after=re_1");
  http.answer(200, "<html>");
  CHECK(gateway.refunds_since({}, "").error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "a refund that cannot be read keeps nobody from the others, nor from the pages behind it") {
  auto strange = refund("astonished");
  strange["id"] = "re_2";
  http.answer(200, json{{"object", "list"}, {"has_more", true}, {"data", {refund("succeeded"), strange}}}.dump());
  const auto page = gateway.refunds_since({}, "");
  REQUIRE(page);
  REQUIRE(page->refunds.size() == 1);
  CHECK(page->refunds[0].id == "re_1");
  CHECK(page->next == "re_2");
  http.answer(200, json{{"object", "list"}, {"has_more", true}, {"data", {json::object()}}}.dump());
  CHECK(gateway.refunds_since({}, "re_2").error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "of one payment all pages are listed, and nothing where one of its refunds cannot be read") {
  http.answer(200, json{{"object", "list"}, {"has_more", true}, {"data", {refund("succeeded")}}}.dump());
  auto older = refund("failed", "");
  older["id"] = "re_0";
  SECTION("whole") {
    http.answer(200, json{{"object", "list"}, {"has_more", false}, {"data", {older}}}.dump());
    const auto all = gateway.list_refunds("pi_1");
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    CHECK(all->at(1).id == "re_0");
    CHECK(http.requests().at(1).url == "https://stripe.test/v1/refunds?limit=100&payment_intent=pi_1&starting_after=re_1");
  }
  SECTION("with one that may be the one that is looked for") {
    older["status"] = "astonished";
    http.answer(200, json{{"object", "list"}, {"has_more", false}, {"data", {older}}}.dump());
    CHECK(gateway.list_refunds("pi_1").error().code == ErrorCode::kUnavailable);
  }
  SECTION("without an end") {
    for (int page = 1; page < 20; ++page) {
      http.answer(200, json{{"object", "list"}, {"has_more", true}, {"data", {refund("succeeded")}}}.dump());
    }
    CHECK(gateway.list_refunds("pi_1").error().code == ErrorCode::kUnavailable);
    CHECK(http.requests().size() == 20);
  }
}

TEST_CASE_METHOD(Fixture, "a refund made in the dashboard has no id of ours") {
  auto theirs = refund("succeeded");
  theirs["metadata"] = json::object();
  http.answer(200, json{{"object", "list"}, {"data", {theirs}}}.dump());
  CHECK(gateway.list_refunds("pi_1")->at(0).refund_id == "");
}

TEST_CASE_METHOD(Fixture, "what Stripe will never do is told from what may still come") {
  SECTION("refused") {
    http.answer(400, R"({"error":{"type":"invalid_request_error","code":"charge_already_refunded"}})");
    CHECK(gateway.create_refund(request).error().code == ErrorCode::kInvalidInput);
  }
  SECTION("down") {
    for (int i = 0; i < 3; ++i) http.answer(500, "{}");
    CHECK(gateway.create_refund(request).error().code == ErrorCode::kUnavailable);
    CHECK(http.requests().size() == 3);
  }
  SECTION("something else answers") {
    http.answer(200, "<html>");
    CHECK(gateway.create_refund(request).error().code == ErrorCode::kUnavailable);
  }
  SECTION("an unknown state is not guessed") {
    http.answer(200, refund("vanished").dump());
    CHECK(gateway.create_refund(request).error().code == ErrorCode::kUnavailable);
  }
}
