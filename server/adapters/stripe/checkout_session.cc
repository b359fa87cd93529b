#include "adapters/stripe/checkout_session.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::stripe {
namespace {

using http_client::integer_at;
using http_client::member;
using http_client::text_at;
using nlohmann::json;

base::Failure unreadable(const std::string& what) {
  return base::fail(base::ErrorCode::kUnavailable, "The payment service does not answer as it should. Please try again.",
                    "Stripe's answer: " + what);
}

std::optional<std::string> some(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::optional<ports::SessionStatus> session_status(const std::string& word) {
  if (word == "open") return ports::SessionStatus::kOpen;
  if (word == "complete") return ports::SessionStatus::kComplete;
  if (word == "expired") return ports::SessionStatus::kExpired;
  return std::nullopt;
}

std::optional<ports::PaymentStatus> payment_status(const std::string& word) {
  if (word == "paid") return ports::PaymentStatus::kPaid;
  if (word == "unpaid") return ports::PaymentStatus::kUnpaid;
  if (word == "no_payment_required") return ports::PaymentStatus::kNotRequired;
  return std::nullopt;
}

// The session goes on saying "unpaid"; only its payment tells that the bank refused.
bool is_refused(const ports::CheckoutSession& session, const std::string& payment_intent_status) {
  const bool is_undecided = session.status == ports::SessionStatus::kComplete && session.payment == ports::PaymentStatus::kUnpaid;
  return is_undecided && (payment_intent_status == "requires_payment_method" || payment_intent_status == "canceled");
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// Since version "basil" the address to ship to is here and nowhere else.
std::optional<domain::Address> shipping_address(const json& session) {
  const json& details = member(session, {"collected_information", "shipping_details"});
  if (text_at(details, {"address", "country"}).empty()) return std::nullopt;
  return domain::Address{text_at(details, {"name"}),
                         text_at(details, {"address", "line1"}),
                         text_at(details, {"address", "line2"}),
                         text_at(details, {"address", "city"}),
                         text_at(details, {"address", "state"}),
                         text_at(details, {"address", "postal_code"}),
                         text_at(details, {"address", "country"}),
                         text_at(session, {"customer_details", "phone"})};
}

}  // namespace

base::Result<ports::CheckoutSession> read_checkout_session(std::string_view body) {
  const auto parsed = http_client::parse_json(body);
  if (!parsed || text_at(*parsed, {"object"}) != "checkout.session") return unreadable("no checkout session");
  const auto status = session_status(text_at(*parsed, {"status"}));
  const auto payment = payment_status(text_at(*parsed, {"payment_status"}));
  ports::CheckoutSession session;
  session.id = text_at(*parsed, {"id"});
  if (session.id.empty() || !status || !payment) return unreadable("no id, status or payment_status");
  session.status = *status;
  session.payment = *payment;
  session.url = some(text_at(*parsed, {"url"}));
  session.order_id = text_at(*parsed, {"client_reference_id"});
  session.total = {integer_at(*parsed, {"amount_total"}), upper(text_at(*parsed, {"currency"}))};
  session.subtotal_minor = integer_at(*parsed, {"amount_subtotal"});
  session.discount_minor = integer_at(*parsed, {"total_details", "amount_discount"});
  session.shipping_minor = integer_at(*parsed, {"total_details", "amount_shipping"});
  const bool expanded = member(*parsed, {"payment_intent"}).is_object();
  session.payment_intent_id =
      some(expanded ? text_at(*parsed, {"payment_intent", "id"}) : text_at(*parsed, {"payment_intent"}));
  if (is_refused(session, text_at(*parsed, {"payment_intent", "status"}))) session.payment = ports::PaymentStatus::kRefused;
  session.email = some(text_at(*parsed, {"customer_details", "email"}));
  session.shipping_address = shipping_address(*parsed);
  return session;
}

}  // namespace adapters::stripe
