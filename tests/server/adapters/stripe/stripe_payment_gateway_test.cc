#include "adapters/stripe/stripe_payment_gateway.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/http_client/recording_http_client.h"
#include "form_fields.h"

using adapters::http_client::RecordingHttpClient;
using adapters::stripe::StripeConfig;
using adapters::stripe::StripePaymentGateway;
using base::ErrorCode;
using nlohmann::json;

namespace {

domain::Order two_line_order() {
  domain::Order order;
  order.id = {"0f8fad5b-d9cb-469f-a165-70867728950e"};
  order.number = "PP-7K2MQ4ZD";
  order.currency = "USD";
  domain::OrderLine tee;
  tee.name = "Unisex tee";
  tee.variant_label = "White / M";
  tee.variant_sku = "tee-white-m";
  tee.design_id = {"11111111-1111-4111-8111-111111111111"};
  tee.quantity = 2;
  tee.unit_price_minor = 2900;
  domain::OrderLine hat = tee;
  hat.name = "Hat";
  hat.variant_label = "";
  hat.quantity = 1;
  hat.unit_price_minor = 3100;
  order.lines = {tee, hat};
  return order;
}

struct Fixture {
  RecordingHttpClient http;
  std::vector<std::chrono::milliseconds> pauses;
  StripePaymentGateway gateway{http, StripeConfig{"https://stripe.test", base::Secret{"sk_test_hidden"}},
                               [this](std::chrono::milliseconds pause) { pauses.push_back(pause); }};
  domain::Order order = two_line_order();
  domain::ShippingPolicy shipping{"Standard shipping", {700, "USD"}, {"US", "CH"}};

  auto create() {
    return gateway.create_session({order, shipping, "checkout:1:1", "https://shop.test/thank-you?session_id={CHECKOUT_SESSION_ID}",
                                   "https://shop.test/cart", base::from_unix_seconds(1'800'000'000)});
  }
};

std::string session_json(const json& changes = json::object()) {
  json session = {{"object", "checkout.session"},
                  {"id", "cs_test_1"},
                  {"url", "https://pay.test/cs_test_1"},
                  {"status", "open"},
                  {"payment_status", "unpaid"},
                  {"client_reference_id", "0f8fad5b-d9cb-469f-a165-70867728950e"},
                  {"amount_total", 9600},
                  {"amount_subtotal", 8900},
                  {"currency", "usd"},
                  {"total_details", {{"amount_shipping", 700}, {"amount_tax", 0}, {"amount_discount", 0}}},
                  {"payment_intent", nullptr},
                  {"customer_details", nullptr},
                  {"collected_information", nullptr}};
  session.merge_patch(changes);
  return session.dump();
}

std::string error_json(const std::string& type, const std::string& code = {}) {
  return json{{"error", {{"type", type}, {"code", code}, {"message", "told by Stripe"}}}}.dump();
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a checkout session is asked for with our prices, one flat shipping rate and our ids") {
  http.answer(200, session_json());
  const auto session = create();
  REQUIRE(session);
  CHECK(session->id == "cs_test_1");
  CHECK(session->url == "https://pay.test/cs_test_1");

  const auto request = http.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://stripe.test/v1/checkout/sessions");
  const std::map<std::string, std::string> headers{request.headers.begin(), request.headers.end()};
  CHECK(headers.at("Stripe-Version") == "2026-10-28.endive");
  CHECK(headers.at("Idempotency-Key") == "checkout:1:1");
  CHECK(headers.at("Authorization") == "Bearer sk_test_hidden");

  const auto fields = form_fields(request.body);
  CHECK(fields.at("mode") == "payment");
  CHECK(fields.at("locale") == "en");
  CHECK(fields.at("client_reference_id") == order.id.value);
  CHECK(fields.at("success_url") == "https://shop.test/thank-you?session_id={CHECKOUT_SESSION_ID}");
  CHECK(fields.at("cancel_url") == "https://shop.test/cart");
  CHECK(fields.at("expires_at") == "1800000000");
  CHECK(fields.at("adaptive_pricing[enabled]") == "false");
  CHECK(fields.at("phone_number_collection[enabled]") == "true");
  CHECK(fields.at("line_items[0][quantity]") == "2");
  CHECK(fields.at("line_items[0][price_data][currency]") == "usd");
  CHECK(fields.at("line_items[0][price_data][unit_amount]") == "2900");
  CHECK(fields.at("line_items[0][price_data][product_data][name]") == "Unisex tee");
  CHECK(fields.at("line_items[0][price_data][product_data][description]") == "White / M");
  CHECK(fields.at("line_items[1][price_data][unit_amount]") == "3100");
  for (const char* price : {"line_items[0][price_data]", "line_items[1][price_data]", "shipping_options[0][shipping_rate_data]"}) {
    CHECK(fields.at(std::string(price) + "[tax_behavior]") == "inclusive");
  }
  CHECK(fields.count("line_items[1][price_data][product_data][description]") == 0);
  CHECK(fields.at("shipping_options[0][shipping_rate_data][fixed_amount][amount]") == "700");
  CHECK(fields.at("shipping_options[0][shipping_rate_data][display_name]") == "Standard shipping");
  CHECK(fields.at("shipping_address_collection[allowed_countries][1]") == "CH");
  CHECK(fields.at("metadata[order_id]") == order.id.value);
  CHECK(fields.at("payment_intent_data[metadata][order_number]") == "PP-7K2MQ4ZD");
}

TEST_CASE_METHOD(Fixture, "the payment page speaks the buyer's language") {
  order.language = domain::Language::kGerman;
  http.answer(200, session_json());
  REQUIRE(create());
  CHECK(form_fields(http.requests().at(0).body).at("locale") == "de");
}

TEST_CASE_METHOD(Fixture, "a discount becomes a coupon of exactly its amount, made once for the order") {
  order.discount_minor = 580;
  order.promotion_code = "PETS10";
  http.answer(200, R"({"id":"cpn_1","object":"coupon"})");
  http.answer(200, session_json({{"total_details", {{"amount_discount", 580}}}}));
  const auto session = create();
  REQUIRE(session);
  CHECK(session->discount_minor == 580);
  REQUIRE(http.requests().size() == 2);
  const auto coupon = http.requests().at(0);
  CHECK(coupon.url == "https://stripe.test/v1/coupons");
  const std::map<std::string, std::string> headers{coupon.headers.begin(), coupon.headers.end()};
  CHECK(headers.at("Idempotency-Key") == "coupon:" + order.id.value);
  const auto fields = form_fields(coupon.body);
  CHECK(fields.at("amount_off") == "580");
  CHECK(fields.at("currency") == "usd");
  CHECK(fields.at("duration") == "once");
  CHECK(fields.at("max_redemptions") == "1");
  CHECK(fields.at("name") == "PETS10");
  CHECK(form_fields(http.requests().at(1).body).at("discounts[0][coupon]") == "cpn_1");
}

TEST_CASE_METHOD(Fixture, "no page is opened when the coupon could not be made") {
  order.discount_minor = 580;
  order.promotion_code = "PETS10";
  SECTION("refused") { http.answer(400, error_json("invalid_request_error")); }
  SECTION("something else answered") { http.answer(200, "<html>"); }
  CHECK_FALSE(create());
  CHECK(http.requests().size() == 1);
}

TEST_CASE_METHOD(Fixture, "every field we send to Stripe is one that its published schema knows") {
  const char* specs = std::getenv("PICASSO_SPECS_DIR");
  std::ifstream file(std::string(specs ? specs : "") + "/stripe/CheckoutSessionCreateParams.schema.json");
  if (!file) {
    WARN("skipped: PICASSO_SPECS_DIR does not name the folder of published schemas");
    return;
  }
  const json schema = json::parse(file);
  order.user_email = "a@b.test";
  http.answer(200, session_json());
  REQUIRE(create());
  for (const auto& [name, value] : form_fields(http.requests().at(0).body)) {
    INFO(name << "=" << value);
    CHECK(schema_allows(schema, name, value));
  }
  CHECK_FALSE(schema_allows(schema, "payment_method_types[0]", "card"));
}

TEST_CASE_METHOD(Fixture, "a paid session is read from the places where this API version keeps things") {
  http.answer(200, session_json({{"status", "complete"},
                                 {"payment_status", "paid"},
                                 {"url", nullptr},
                                 {"payment_intent", {{"id", "pi_1"}, {"object", "payment_intent"}}},
                                 {"customer_details", {{"email", "ann@example.org"}, {"phone", "+15551234"}, {"name", "Billing Name"}}},
                                 {"collected_information",
                                  {{"shipping_details",
                                    {{"name", "Ann Lee"},
                                     {"address",
                                      {{"line1", "1 Main St"}, {"line2", nullptr}, {"city", "Springfield"}, {"state", "CA"},
                                       {"postal_code", "90001"}, {"country", "US"}}}}}}}}));
  const auto session = gateway.fetch_session("cs_test_1");
  REQUIRE(session);
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/checkout/sessions/cs_test_1?expand%5B0%5D=payment_intent");
  CHECK(session->status == ports::SessionStatus::kComplete);
  CHECK(session->payment == ports::PaymentStatus::kPaid);
  CHECK_FALSE(session->url);
  CHECK(session->order_id == order.id.value);
  CHECK(session->total == base::Money{9600, "USD"});
  CHECK(session->subtotal_minor == 8900);
  CHECK(session->shipping_minor == 700);
  CHECK(session->payment_intent_id == "pi_1");
  CHECK(session->email == "ann@example.org");
  CHECK(session->shipping_address ==
        domain::Address{"Ann Lee", "1 Main St", "", "Springfield", "CA", "90001", "US", "+15551234"});
}

TEST_CASE_METHOD(Fixture, "that the bank refused is read from the payment: the session only goes on being unpaid") {
  using ports::PaymentStatus;
  const auto [session, intent, payment] = GENERATE(table<std::string, std::string, PaymentStatus>({
      {"complete", "processing", PaymentStatus::kUnpaid},
      {"complete", "requires_payment_method", PaymentStatus::kRefused},
      {"complete", "canceled", PaymentStatus::kRefused},
      {"open", "requires_payment_method", PaymentStatus::kUnpaid},
      {"expired", "canceled", PaymentStatus::kUnpaid},
  }));
  INFO(session << " " << intent);
  http.answer(200, session_json({{"status", session},
                                 {"payment_status", "unpaid"},
                                 {"payment_intent", {{"id", "pi_1"}, {"object", "payment_intent"}, {"status", intent}}}}));
  CHECK(gateway.fetch_session("cs_test_1")->payment == payment);
}

TEST_CASE_METHOD(Fixture, "no answer, 409 and 5xx are tried three times under one key, with growing pauses") {
  http.fail_once();
  http.answer(409, error_json("invalid_request_error", "idempotency_key_in_use"));
  http.answer(200, session_json());
  CHECK(create());
  const auto requests = http.requests();
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].headers == requests[2].headers);
  CHECK(requests[0].body == requests[2].body);
  REQUIRE(pauses.size() == 2);
  CHECK((pauses[0] >= std::chrono::milliseconds{250} && pauses[0] <= std::chrono::milliseconds{500}));
  CHECK((pauses[1] >= std::chrono::milliseconds{500} && pauses[1] <= std::chrono::milliseconds{1000}));
}

TEST_CASE_METHOD(Fixture, "the pauses differ from time to time, so that who failed together does not come back together") {
  for (int i = 0; i < 20; ++i) {
    http.fail_once();
    http.answer(200, session_json());
    CHECK(create());
  }
  CHECK(std::set(pauses.begin(), pauses.end()).size() > 1);
}

TEST_CASE_METHOD(Fixture, "a failure that Stripe keeps under a key is not waited for: the key's next number is asked at once") {
  const auto key_of = [](const auto& request) {
    const std::map<std::string, std::string> headers{request.headers.begin(), request.headers.end()};
    return headers.at("Idempotency-Key");
  };
  http.answer(500, "oops");
  http.answer(500, "oops", {{"idempotent-replayed", "true"}});
  http.answer(200, session_json());
  CHECK(create());
  const auto requests = http.requests();
  REQUIRE(requests.size() == 3);
  CHECK(key_of(requests[0]) == "checkout:1:1");
  CHECK(key_of(requests[1]) == "checkout:1:1");
  CHECK(key_of(requests[2]) == "checkout:1:1:2");
  CHECK(requests[2].body == requests[0].body);
  CHECK(pauses.size() == 1);
}

TEST_CASE_METHOD(Fixture, "keys are not used up without end") {
  for (int i = 0; i < 20; ++i) http.answer(500, "oops", {{"idempotent-replayed", "true"}});
  CHECK(create().error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().size() == 12);
}

TEST_CASE_METHOD(Fixture, "an outage uses up two keys a call, so that the next call finds one of its own") {
  for (int key = 0; key < 3; ++key) {
    http.answer(500, "oops");
    http.answer(500, "oops", {{"idempotent-replayed", "true"}});
  }
  CHECK(create().error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().size() == 4);
}

TEST_CASE_METHOD(Fixture, "after three failures the caller is told to try later") {
  for (int i = 0; i < 3; ++i) http.answer(500, "oops");
  CHECK(create().error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().size() == 3);
}

TEST_CASE_METHOD(Fixture, "Stripe-Should-Retry outweighs the status") {
  http.answer(500, "", {{"stripe-should-retry", "false"}});
  CHECK(create().error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().size() == 1);
  http.answer(400, error_json("invalid_request_error"), {{"stripe-should-retry", "true"}});
  http.answer(200, session_json());
  CHECK(create());
}

TEST_CASE_METHOD(Fixture, "each refusal has its own meaning, and no cause shows the key") {
  const auto code_of = [&](int status, const std::string& body) {
    http.answer(status, body, {{"request-id", "req_9"}, {"stripe-should-retry", "false"}});
    const auto result = create();
    REQUIRE_FALSE(result);
    CHECK(result.error().cause.find("sk_test") == std::string::npos);
    CHECK(result.error().cause.find("req_9") != std::string::npos);
    CHECK_FALSE(result.error().public_message.empty());
    return result.error().code;
  };
  CHECK(code_of(400, error_json("invalid_request_error", "parameter_unknown")) == ErrorCode::kInvalidInput);
  CHECK(code_of(400, error_json("idempotency_error")) == ErrorCode::kInternal);
  CHECK(code_of(401, R"({"error":{"type":"invalid_request_error","message":"Invalid API Key: sk_test_hid***"}})") ==
        ErrorCode::kInternal);
  CHECK(code_of(404, error_json("invalid_request_error", "resource_missing")) == ErrorCode::kNotFound);
  CHECK(code_of(409, error_json("invalid_request_error", "idempotency_key_in_use")) == ErrorCode::kUnavailable);
  CHECK(code_of(429, error_json("invalid_request_error", "lock_timeout")) == ErrorCode::kRateLimited);
  CHECK(code_of(503, "<html>") == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "a refused key names the setting") {
  http.answer(401, error_json("invalid_request_error"));
  CHECK(create().error().cause.find("STRIPE_SECRET_KEY") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "an answer that is no checkout session is not believed") {
  for (const std::string& body : {std::string("<html>"), std::string("[]"), std::string("{}"), session_json({{"status", "new"}}),
                                 session_json({{"object", "charge"}})}) {
    http.answer(200, body);
    CHECK(create().error().code == ErrorCode::kUnavailable);
  }
}

TEST_CASE_METHOD(Fixture, "an id that could lead elsewhere is never sent") {
  for (const std::string id : {"", "cs_1/../../v1/balance", "cs_1?x", "pi_1"}) {
    CHECK(gateway.fetch_session(id).error().code == ErrorCode::kNotFound);
    CHECK(gateway.expire_session(id).error().code == ErrorCode::kNotFound);
  }
  CHECK(http.requests().empty());
}

TEST_CASE_METHOD(Fixture, "expiring works while open and is a conflict afterwards") {
  http.answer(200, session_json({{"status", "expired"}, {"url", nullptr}}));
  const auto expired = gateway.expire_session("cs_test_1");
  REQUIRE(expired);
  CHECK(expired->status == ports::SessionStatus::kExpired);
  CHECK(http.requests().at(0).url == "https://stripe.test/v1/checkout/sessions/cs_test_1/expire");
  http.answer(400, error_json("invalid_request_error"));
  CHECK(gateway.expire_session("cs_test_1").error().code == ErrorCode::kConflict);
}

TEST_CASE_METHOD(Fixture, "an empty cart or one over a hundred lines is refused before asking") {
  order.lines.resize(101, order.lines[0]);
  CHECK(create().error().code == ErrorCode::kInvalidInput);
  order.lines.clear();
  CHECK(create().error().code == ErrorCode::kInvalidInput);
  CHECK(http.requests().empty());
}
