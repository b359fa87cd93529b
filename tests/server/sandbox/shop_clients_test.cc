// The shop's own clients and webhook verifiers against the stand-ins, over real HTTP.
#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <thread>

#include "adapters/http_client/curl_http_client.h"
#include "adapters/printful/printful_fulfillment.h"
#include "adapters/printful/printful_webhook_verifier.h"
#include "adapters/sendgrid/sendgrid_email_sender.h"
#include "adapters/stripe/stripe_payment_gateway.h"
#include "adapters/stripe/stripe_webhook_verifier.h"
#include "http/http_server.h"
#include "sandbox/stand_ins.h"
#include "sandbox/stripe/checkout.h"

namespace {

constexpr const char* kPrintfulSecret = "00112233445566778899aabbccddeeff";

std::string png() {
  return std::string("\x89PNG\r\n\x1a\n", 8) +
         std::string("\0\0\0\x0dIHDR\0\0\x0e\x10\0\0\x12\xc0\x08\x06\0\0\0....", 25) +
         std::string("\0\0\0\0IEND....", 12);
}

// A shop that verifies what it is sent, next to running stand-ins.
class Town {
 public:
  Town()
      : shop_(options(), [this](const http::Request& request) { return answer(request); }),
        sandbox_(config(), sandbox::system_now_ms),
        server_(options(), [this](const http::Request& request) { return sandbox_.handle(request); }) {
    sandbox_.start_background_work();
  }

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(server_.port()) + path; }
  std::string shop_url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(shop_.port()) + path;
  }

  std::optional<domain::WebhookEvent> wait_for_event(const std::string& type) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < deadline) {
      {
        const std::lock_guard lock(mutex_);
        for (const auto& event : events_) {
          if (event.type == type) return event;
        }
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return std::nullopt;
  }

  sandbox::Sandbox& stand_ins() { return sandbox_; }
  adapters::http_client::CurlHttpClient client;

 private:
  static http::ServerOptions options() {
    http::ServerOptions options;
    options.port = 0;
    options.threads = 4;
    return options;
  }

  sandbox::Config config() const {
    auto config = StandIns::config("");
    config.shop_url = shop_url("");
    config.printful_webhook_secret = kPrintfulSecret;
    config.ship_after_seconds = 0;
    return config;
  }

  http::Response answer(const http::Request& request) {
    http::Response response;
    if (request.method == "GET") {
      response.body = png();
      return response;
    }
    const auto header = [&](std::string_view name) { return request.header(name); };
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    adapters::stripe::StripeWebhookVerifier stripe({{base::Secret("whsec_other"), base::Secret("whsec_right")}});
    adapters::printful::PrintfulWebhookVerifier printful({base::Secret(kPrintfulSecret), ""});
    const auto event = request.path == "/api/webhook/stripe" ? stripe.verify(request.body, header, now)
                                                             : printful.verify(request.body, header, now);
    response.status = event ? 200 : 400;
    const std::lock_guard lock(mutex_);
    if (event) events_.push_back(*event);
    return response;
  }

  std::mutex mutex_;
  std::vector<domain::WebhookEvent> events_;
  http::Server shop_;
  sandbox::Sandbox sandbox_;
  http::Server server_;
};

domain::Order tee_order() {
  domain::Order order;
  order.id = {"01890a5d-ac96-774b-bcce-b302099a8057"};
  order.number = "PP-7K2MQ4ZD";
  domain::OrderLine line;
  line.id = "01890a5d-ac96-774b-bcce-b302099a8058";
  line.variant_sku = "tee-white-m";
  line.printful_variant_id = 4012;
  line.name = "Unisex tee";
  line.variant_label = "White / M";
  line.quantity = 2;
  line.unit_price_minor = 2900;
  order.lines = {line};
  order.subtotal_minor = 5800;
  order.shipping_minor = 499;
  order.total_minor = 6299;
  return order;
}

std::string path_of(const std::string& url) { return url.substr(url.find("/stripe/pay/")); }

}  // namespace

TEST_CASE("the shop opens a checkout, the buyer pays, and the shop's verifier accepts the webhook") {
  Town town;
  adapters::stripe::StripePaymentGateway gateway(town.client, {town.url("/stripe"), base::Secret("sk_test_right")});
  const auto order = tee_order();
  domain::ShippingPolicy shipping;
  shipping.name = "Standard shipping";
  shipping.price.minor = 499;
  shipping.countries = {"US", "CH"};
  const ports::CheckoutRequest wanted{
      order,
      shipping,
      "checkout:1",
      town.shop_url("/thank-you?session_id={CHECKOUT_SESSION_ID}"),
      town.shop_url("/cart"),
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + std::chrono::hours(1)};
  const auto opened = gateway.create_session(wanted);
  REQUIRE(opened);
  CHECK(opened->total.minor == 6299);
  CHECK(gateway.create_session(wanted)->id == opened->id);

  auto form = StandIns::request("POST", path_of(opened->url.value()));
  form.body = http::form_encode(buyer_fields());
  CHECK(town.stand_ins().handle(form).status == 303);

  const auto paid = gateway.fetch_session(opened->id);
  REQUIRE(paid);
  CHECK(paid->payment == ports::PaymentStatus::kPaid);
  CHECK(paid->order_id == order.id.value);
  REQUIRE(paid->shipping_address);
  CHECK(paid->shipping_address->state == "IL");
  CHECK(paid->email == "ann@example.com");
  CHECK(town.wait_for_event("checkout.session.completed"));
  CHECK_FALSE(gateway.expire_session(opened->id));
}

TEST_CASE("one failure of the payment service, which it goes on repeating, keeps nobody from paying") {
  Town town;
  adapters::stripe::StripePaymentGateway gateway(town.client, {town.url("/stripe"), base::Secret("sk_test_right")},
                                                 [](std::chrono::milliseconds) {});
  REQUIRE(town.stand_ins().world().faults.add({{"service", "stripe"}, {"kind", "500"}}));
  const auto order = tee_order();
  const domain::ShippingPolicy shipping{"Standard shipping", {499, "USD"}, {"US"}};
  const auto ends = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + std::chrono::hours(1);
  CHECK(gateway.create_session({order, shipping, "checkout:1", town.shop_url("/thank-you"), town.shop_url("/cart"), ends}));
}

TEST_CASE("the shop orders a print, the printer fetches the file and ships, and the verifier accepts the webhook") {
  Town town;
  adapters::printful::PrintfulFulfillment printer(town.client,
                                                  {town.url("/printful"), base::Secret("printful-token"), "77"});
  ports::FulfillmentRequest wanted;
  wanted.external_id = "01890a5dac96774bbcceb302099a8057";
  wanted.recipient = {"Ann", "Weg 1", "", "Bern", "", "3000", "CH", "+41 31 000 00 00"};
  wanted.email = "ann@example.com";
  ports::FulfillmentItem tee;
  tee.external_id = "line-1";
  tee.variant_id = 4012;
  tee.quantity = 2;
  tee.retail_price.minor = 2900;
  tee.name = "Unisex tee";
  tee.placement = "default";
  tee.print_file_url = town.shop_url("/print/t/a.png");
  wanted.items = {tee};
  wanted.subtotal.minor = 5800;
  wanted.shipping.minor = 499;

  CHECK(printer.find_order(wanted.external_id).value() == std::nullopt);
  REQUIRE(printer.create_order(wanted));
  const auto again = printer.create_order(wanted);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == base::ErrorCode::kConflict);

  CHECK(town.wait_for_event("shipment_sent"));
  const auto shipped = printer.find_order(wanted.external_id);
  REQUIRE((shipped && *shipped));
  CHECK((*shipped)->state == ports::FulfillmentState::kShipped);
  REQUIRE((*shipped)->parcels.size() == 1);
  CHECK_FALSE((*shipped)->parcels[0].tracking_number.empty());
}

TEST_CASE("the shop's mail lands in the mailbox, a refusal for now passes, a connection that breaks leaves it unclear") {
  Town town;
  adapters::sendgrid::SendgridEmailSender sender(
      town.client, {town.url("/sendgrid"), base::Secret("SG.right"), "Shop <shop@example.org>"});
  const ports::Email mail{"ann@example.com", "Thank you", "Hello", "<p>Hello</p>", "mail-1", "confirmation"};
  const auto sent = sender.send(mail);
  REQUIRE(sent);
  const auto box = json_of(town.stand_ins().handle(StandIns::request("GET", "/mailbox.json")));
  REQUIRE(box.size() == 1);
  CHECK(box[0]["message_id"] == *sent);
  CHECK(box[0]["subject"] == "Thank you");

  for (const char* kind : {"down", "429", "500"}) {
    CAPTURE(kind);
    REQUIRE(town.stand_ins().world().faults.add({{"service", "sendgrid"}, {"kind", kind}}));
    // A new connection: libcurl by itself repeats a request whose reused connection was reset.
    adapters::http_client::CurlHttpClient fresh;
    adapters::sendgrid::SendgridEmailSender late(fresh,
                                                 {town.url("/sendgrid"), base::Secret("SG.right"), "shop@example.org"});
    const auto refused = late.send(mail);
    REQUIRE_FALSE(refused);
    const bool broke = std::string(kind) == "down";
    CHECK(base::is_transient(refused.error().code) == !broke);
    CHECK((refused.error().code == base::ErrorCode::kUnanswered) == broke);
  }
}
