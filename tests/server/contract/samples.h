#pragma once

#include <string>

#include "domain/design.h"
#include "domain/order.h"
#include "domain/share.h"
#include "domain/webhook.h"

// Values with every field set, and text that is hard to store.
namespace contract {

using namespace std::chrono_literals;

inline const base::Timestamp kNow = base::from_unix_seconds(1'795'339'800) + 123ms;

inline std::string uuid(int number) {
  const std::string digits = std::to_string(number);
  return "6f1d0c5e-8a41-4c8e-9b7d-" + std::string(12 - digits.size(), '0') + digits;
}

inline domain::Design pending_design(int number) {
  domain::Design design;
  design.id = {uuid(number)};
  design.photo_key = {"photos/" + uuid(number)};
  design.scene = "the-scream";
  // Key order, blanks and the last digits must come back as they are.
  design.recipe_json = R"({"version":1,"oval":{"cx":0.1000,"cy":0.30000000000000004}, "pose":{}})";
  design.print_spec = "tee";
  design.preview_sha256 = std::string(64, 'a');
  design.created_at = kNow;
  return design;
}

inline domain::Design complete_design(int number) {
  auto design = pending_design(number);
  design.user_email = "Zoë.O'Brien+pets@example.com";
  design.preview_key = {"previews/1.png"};
  design.processed_key = {"print/1.png"};
  design.status = domain::DesignStatus::kComplete;
  return design;
}

inline domain::Share share(const std::string& letter) {
  domain::Share made;
  for (int i = 0; i < 22; ++i) made.id.value += letter;
  made.photo_key = {"shares/" + letter};
  made.photo_type = "image/jpeg";
  made.scene = "the-scream";
  made.recipe_json = pending_design(1).recipe_json;
  made.variant_sku = "tee-white-m";
  made.quantity = 3;
  made.secret_sha256 = std::string(64, 'c');
  made.created_at = kNow;
  made.expires_at = kNow + domain::kShareLifetime;
  return made;
}

inline domain::PrintFile print_file(int number, const std::string& spec, const std::string& token) {
  return {{uuid(number)}, spec, {"print/" + token + ".png"}, token, std::string(64, 'b'), 3600, 4800, 142, kNow};
}

inline domain::OrderLine order_line(int id, int design, int quantity = 2) {
  return {uuid(id),     1,      {uuid(design)}, "tee-white-m", 4012, "tee", "default", "Unisex tee",
          "White / M",  quantity, 2900};
}

// As a browser's click leaves it: everything optional is absent. Needs design 1.
inline domain::Order new_order(int number) {
  domain::Order order;
  order.id = {uuid(number)};
  order.number = "PP-" + std::to_string(number);
  order.cart_id = "cart-" + std::to_string(number);
  order.cart_fingerprint = "fingerprint";
  order.subtotal_minor = 5800;
  order.shipping_minor = 499;
  order.total_minor = 6299;
  order.created_at = kNow;
  order.lines = {order_line(number * 100, 1)};
  return order;
}

inline domain::Order full_order(int number) {
  auto order = new_order(number);
  order.state = domain::OrderState::kNeedsAttention;
  order.language = domain::Language::kGerman;
  order.payment = domain::PaymentState::kPartlyRefunded;
  order.currency = "CHF";
  order.discount_minor = 580;
  order.promotion_code = "PETS10";
  order.total_minor -= 580;
  order.paid_minor = 5719;
  order.user_email = "Zoë.O'Brien+pets@example.com";
  order.stripe_session_id = "cs_" + std::to_string(number);
  order.checkout_url = "https://checkout.example/c/pay/cs#fid=%E2%82%AC";
  order.payment_intent_id = "pi_1";
  order.shipping_address = domain::Address{"Zoë \"Z\" O'Brien", "Straße 1\n2nd line", "", "Łódź", "", "90-001", "PL", "+48 1"};
  order.tracking_number = "1Z999";
  order.trouble = "the printer said: \\ '; DROP TABLE orders; --";
  order.paid_at = kNow + 1min;
  order.shipped_at = kNow + 48h;
  order.lines.push_back(order_line(number * 100 + 1, 1, 1000));
  return order;
}

inline domain::WebhookEvent webhook_event(const std::string& id) {
  return {"stripe", id, "checkout.session.completed", "cs_1", std::string("{\"a\":\"\xff\0\\\"}", 11), kNow, {}, "the artwork's \"colour\""};
}

}  // namespace contract
