#include "sandbox/services/stripe/payments.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/coupons.h"
#include "sandbox/services/stripe/events.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json address_of(const BuyerDetails& buyer) {
  return {
      {"city", or_null(buyer.city)},   {"country", or_null(buyer.country)},         {"line1", or_null(buyer.line1)},
      {"line2", or_null(buyer.line2)}, {"postal_code", or_null(buyer.postal_code)}, {"state", or_null(buyer.state)}};
}

Json method_details(PaymentMethod method, const BuyerDetails& buyer) {
  if (method == PaymentMethod::kBankDebit) {
    return {{"type", "us_bank_account"}, {"us_bank_account", {{"bank_name", "STRIPE TEST BANK"}, {"last4", "6789"}}}};
  }
  return {
      {"type", "card"},
      {"card",
       {{"brand", "visa"},
        {"country", "US"},
        {"exp_month", 12},
        {"exp_year", 2034},
        {"funding", "credit"},
        {"last4", buyer.card_last4},
        {"network", "visa"},
        {"checks", {{"cvc_check", "pass"}, {"address_line1_check", "pass"}, {"address_postal_code_check", "pass"}}}}}};
}

// The session's payment intent; made on the first attempt to pay, as in the API.
Json& payment_intent_of(Json& root, Json& stored, std::int64_t now_s) {
  Json& session = stored["object"];
  auto& intents = root["stripe"]["payment_intents"];
  if (!session["payment_intent"].is_string()) {
    const std::string id = random_id("pi_3");
    const Json given = stored["params"].value("payment_intent_data", Json::object());
    session["payment_intent"] = id;
    intents[id] = {{"id", id},
                   {"object", "payment_intent"},
                   {"amount", session["amount_total"]},
                   {"amount_capturable", 0},
                   {"amount_received", 0},
                   {"automatic_payment_methods", nullptr},
                   {"canceled_at", nullptr},
                   {"cancellation_reason", nullptr},
                   {"capture_method", "automatic_async"},
                   {"client_secret", random_id(id + "_secret_")},
                   {"confirmation_method", "automatic"},
                   {"created", now_s},
                   {"currency", session["currency"]},
                   {"customer", nullptr},
                   {"description", given.value("description", Json())},
                   {"last_payment_error", nullptr},
                   {"latest_charge", nullptr},
                   {"livemode", false},
                   {"metadata", given.value("metadata", Json::object())},
                   {"next_action", nullptr},
                   {"payment_method", nullptr},
                   {"payment_method_types", {"card", "us_bank_account"}},
                   {"receipt_email", given.value("receipt_email", Json())},
                   {"shipping", nullptr},
                   {"status", "requires_payment_method"}};
  }
  return intents[session["payment_intent"].get<std::string>()];
}

Json make_charge(const Json& intent, PaymentMethod method, const BuyerDetails& buyer, std::int64_t now_s) {
  const bool paid = method == PaymentMethod::kCard;
  const std::string id = random_id(paid ? "ch_3" : "py_3");
  return {
      {"id", id},
      {"object", "charge"},
      {"amount", intent["amount"]},
      {"amount_captured", paid ? intent["amount"] : Json(0)},
      {"amount_refunded", 0},
      {"balance_transaction", paid ? Json(random_id("txn_3")) : Json()},
      {"billing_details",
       {{"address", address_of(buyer)},
        {"email", or_null(buyer.email)},
        {"name", or_null(buyer.name)},
        {"phone", or_null(buyer.phone)},
        {"tax_id", nullptr}}},
      {"captured", paid},
      {"created", now_s},
      {"currency", intent["currency"]},
      {"customer", nullptr},
      {"description", intent["description"]},
      {"disputed", false},
      {"failure_code", nullptr},
      {"failure_message", nullptr},
      {"livemode", false},
      {"metadata", intent["metadata"]},
      {"outcome",
       {{"network_status", "approved_by_network"}, {"seller_message", "Payment complete."}, {"type", "authorized"}}},
      {"paid", paid},
      {"payment_intent", intent["id"]},
      {"payment_method", intent["payment_method"]},
      {"payment_method_details", method_details(method, buyer)},
      {"receipt_email", intent["receipt_email"]},
      {"refunded", false},
      {"shipping", intent["shipping"]},
      {"status", paid ? "succeeded" : "pending"}};
}

void write_buyer(Json& session, const BuyerDetails& buyer) {
  session["customer_details"] = {{"address", address_of(buyer)}, {"business_name", nullptr},
                                 {"email", buyer.email},         {"individual_name", nullptr},
                                 {"name", or_null(buyer.name)},  {"phone", or_null(buyer.phone)},
                                 {"tax_exempt", "none"},         {"tax_ids", Json::array()}};
  const bool shipped = session["shipping_address_collection"].is_object();
  session["collected_information"] = {
      {"business_name", nullptr},
      {"individual_name", nullptr},
      {"shipping_details", shipped ? Json{{"address", address_of(buyer)}, {"name", buyer.name}} : Json()}};
}

void pay(Json& root, Json& intent, PaymentMethod method, const BuyerDetails& buyer, bool shipped, std::int64_t now_ms) {
  intent["payment_method"] = random_id("pm_1");
  intent["last_payment_error"] = nullptr;
  if (shipped) {
    intent["shipping"] = {{"address", address_of(buyer)},
                          {"carrier", nullptr},
                          {"name", buyer.name},
                          {"phone", or_null(buyer.phone)},
                          {"tracking_number", nullptr}};
  }
  const Json charge = make_charge(intent, method, buyer, now_ms / 1000);
  intent["latest_charge"] = charge["id"];
  root["stripe"]["charges"][charge["id"].get<std::string>()] = charge;
  if (method == PaymentMethod::kBankDebit) {
    intent["status"] = "processing";
    emit_event(root, "payment_intent.processing", intent, now_ms);
    return;
  }
  intent["status"] = "succeeded";
  intent["amount_received"] = intent["amount"];
  emit_event(root, "charge.succeeded", charge, now_ms);
  emit_event(root, "payment_intent.succeeded", intent, now_ms);
}

}  // namespace

CardOutcome outcome_of_card(const std::string& number) {
  std::string digits;
  for (const char c : number) {
    if (c != ' ' && c != '-') digits += c;
  }
  if (digits == "4242424242424242") return CardOutcome::kSucceeds;
  if (digits == "4000000000000002") return CardOutcome::kDeclined;
  if (digits == "4000000000009995") return CardOutcome::kInsufficientFunds;
  if (digits == "4000002760003184") return CardOutcome::kNeedsChallenge;
  return CardOutcome::kUnknown;
}

std::string decline_message(CardOutcome outcome) {
  switch (outcome) {
    case CardOutcome::kInsufficientFunds:
      return "Your card has insufficient funds. Try a different card.";
    case CardOutcome::kNeedsChallenge:
      return "We are unable to authenticate your payment method. Please choose a different payment method and try "
             "again.";
    case CardOutcome::kUnknown:
      return "Your card number is not one of the test cards. Use 4242 4242 4242 4242 to pay.";
    default:
      return "Your credit card was declined. Try paying with a debit card instead.";
  }
}

void choose_shipping(Json& session, std::size_t index) {
  const Json& options = session["shipping_options"];
  if (index >= options.size()) return;
  const auto amount = options[index]["shipping_amount"].get<std::int64_t>();
  session["shipping_cost"] = {{"amount_subtotal", amount},
                              {"amount_tax", 0},
                              {"amount_total", amount},
                              {"shipping_rate", options[index]["shipping_rate"]}};
  set_shipping(session, amount);
}

PaymentOutcome complete_session(World& world, const std::string& session_id, PaymentMethod method,
                                const BuyerDetails& buyer, std::optional<std::string>& webhook_id) {
  const auto access = world.state.edit();
  auto& sessions = access.root["stripe"]["sessions"];
  if (!sessions.contains(session_id)) return PaymentOutcome::kNotOpen;
  Json& stored = sessions[session_id];
  Json& session = stored["object"];
  if (session["status"] != "open") return PaymentOutcome::kNotOpen;

  const std::int64_t now = world.now_ms();
  write_buyer(session, buyer);
  const bool free = session["amount_total"] == 0;
  if (!free) {
    Json& intent = payment_intent_of(access.root, stored, now / 1000);
    intent["amount"] = session["amount_total"];
    pay(access.root, intent, method, buyer, session["shipping_address_collection"].is_object(), now);
  }
  session["payment_status"] = free ? "no_payment_required" : method == PaymentMethod::kCard ? "paid" : "unpaid";
  session["status"] = "complete";
  session["url"] = nullptr;
  count_coupon_use(access.root["stripe"], session);
  webhook_id = emit_event(access.root, "checkout.session.completed", session, now);
  return PaymentOutcome::kDone;
}

void record_declined_card(World& world, const std::string& session_id, const std::string& card_last4,
                          CardOutcome outcome) {
  const auto access = world.state.edit();
  auto& sessions = access.root["stripe"]["sessions"];
  if (!sessions.contains(session_id)) return;
  Json& intent = payment_intent_of(access.root, sessions[session_id], world.now_s());
  const bool authentication = outcome == CardOutcome::kNeedsChallenge;
  const char* reason = outcome == CardOutcome::kInsufficientFunds ? "insufficient_funds" : "generic_decline";
  intent["last_payment_error"] = {
      {"type", authentication ? "invalid_request_error" : "card_error"},
      {"code", authentication ? "payment_intent_authentication_failure" : "card_declined"},
      {"decline_code", authentication ? Json() : Json(reason)},
      {"message", decline_message(outcome)},
      {"payment_method",
       {{"object", "payment_method"}, {"type", "card"}, {"card", {{"brand", "visa"}, {"last4", card_last4}}}}}};
  emit_event(access.root, "payment_intent.payment_failed", intent, world.now_ms());
}

bool settle_bank_debit(World& world, const std::string& session_id, bool succeeded) {
  const auto access = world.state.edit();
  auto& stripe = access.root["stripe"];
  if (!stripe["sessions"].contains(session_id)) return false;
  Json& session = stripe["sessions"][session_id]["object"];
  if (session["status"] != "complete" || session["payment_status"] != "unpaid") return false;
  Json& intent = stripe["payment_intents"][session["payment_intent"].get<std::string>()];
  if (intent["status"] != "processing") return false;
  Json& charge = stripe["charges"][intent["latest_charge"].get<std::string>()];
  const std::int64_t now = world.now_ms();
  charge["status"] = succeeded ? "succeeded" : "failed";
  charge["paid"] = succeeded;
  if (succeeded) {
    charge["captured"] = true;
    charge["amount_captured"] = charge["amount"];
    intent["status"] = "succeeded";
    intent["amount_received"] = intent["amount"];
    session["payment_status"] = "paid";
    emit_event(access.root, "checkout.session.async_payment_succeeded", session, now);
  } else {
    charge["failure_code"] = "insufficient_funds";
    charge["failure_message"] = "The customer's account has insufficient funds to cover this payment.";
    intent["status"] = "requires_payment_method";
    intent["last_payment_error"] = {{"type", "invalid_request_error"},
                                    {"code", "payment_method_provider_decline"},
                                    {"message", charge["failure_message"]}};
    emit_event(access.root, "payment_intent.payment_failed", intent, now);
    emit_event(access.root, "checkout.session.async_payment_failed", session, now);
  }
  return true;
}

}  // namespace sandbox::stripe
