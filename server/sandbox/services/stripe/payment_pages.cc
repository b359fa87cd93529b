#include "sandbox/services/stripe/payment_pages.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/payments.h"
#include "sandbox/services/stripe/sessions.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;
using enum ParamType;

// Published test tokens and the numbers of their cards.
const std::map<std::string, std::string, std::less<>>& cards_by_token() {
  static const std::map<std::string, std::string, std::less<>> cards = {
      {"tok_visa", "4242424242424242"},
      {"tok_chargeDeclined", "4000000000000002"},
      {"tok_visa_chargeDeclined", "4000000000000002"},
      {"tok_visa_chargeDeclinedInsufficientFunds", "4000000000009995"},
  };
  return cards;
}

std::string text_at(const Json& node, const Json::json_pointer& place) {
  return node.contains(place) && node[place].is_string() ? node[place].get<std::string>() : std::string{};
}

BuyerDetails buyer_of(const Json& method) {
  const auto field = [&](const char* place) { return text_at(method, Json::json_pointer(std::string("/billing_details") + place)); };
  BuyerDetails buyer;
  buyer.email = field("/email");
  buyer.name = field("/name");
  buyer.phone = field("/phone");
  buyer.line1 = field("/address/line1");
  buyer.line2 = field("/address/line2");
  buyer.city = field("/address/city");
  buyer.state = field("/address/state");
  buyer.postal_code = field("/address/postal_code");
  buyer.country = field("/address/country");
  buyer.card_last4 = method["card"]["last4"].get<std::string>();
  return buyer;
}

Json page_of(const Json& session) {
  return {{"id", "ppage_" + session["id"].get<std::string>().substr(8)},
          {"object", "checkout.session"},
          {"session_id", session["id"]},
          {"amount_total", session["amount_total"]},
          {"currency", session["currency"]},
          {"livemode", false},
          {"payment_status", session["payment_status"]},
          {"status", session["status"]}};
}

// A session that collects an address ships to some countries only.
bool is_shipped_to(const Json& session, const std::string& country) {
  const Json& collected = session["shipping_address_collection"];
  if (!collected.is_object()) return true;
  const Json& allowed = collected["allowed_countries"];
  return std::find(allowed.begin(), allowed.end(), country) != allowed.end();
}

ApiFailure no_longer_open() { return invalid("checkout_session_not_open", "This Checkout Session is no longer open."); }

ApiFailure declined(CardOutcome outcome) {
  const bool challenge = outcome == CardOutcome::kNeedsChallenge;
  return ApiFailure(ApiError{402, "card_error", challenge ? "authentication_required" : "card_declined",
                             decline_message(outcome), "payment_method"});
}

}  // namespace

const std::vector<Param>& payment_method_params() {
  static const std::vector<Param> params = {{"type", kText, "card"},
                                            {"card.token"},
                                            {"billing_details.email", kEmail},
                                            {"billing_details.name"},
                                            {"billing_details.phone"},
                                            {"billing_details.address.line1"},
                                            {"billing_details.address.line2"},
                                            {"billing_details.address.city"},
                                            {"billing_details.address.state"},
                                            {"billing_details.address.postal_code"},
                                            {"billing_details.address.country"},
                                            {"metadata", kMetadata},
                                            {"expand[]"}};
  return params;
}

const std::vector<Param>& confirmation_params() {
  static const std::vector<Param> params = {{"payment_method"}, {"expected_amount", kInteger}, {"expand[]"}};
  return params;
}

ApiResult<Json> create_payment_method(World& world, const Json& params) {
  if (!params.contains("type")) return missing("type");
  const auto token = text_at(params, "/card/token"_json_pointer);
  const auto card = cards_by_token().find(token);
  if (card == cards_by_token().end()) return no_such("token", token, "card[token]");
  const auto id = random_id("pm_1");
  Json method = {{"id", id},
                 {"object", "payment_method"},
                 {"billing_details", params.value("billing_details", Json::object())},
                 {"card", {{"brand", "visa"}, {"country", "US"}, {"exp_month", 12}, {"exp_year", 2034}, {"funding", "credit"},
                           {"last4", card->second.substr(card->second.size() - 4)}}},
                 {"created", world.now_s()},
                 {"customer", nullptr},
                 {"livemode", false},
                 {"metadata", params.value("metadata", Json::object())},
                 {"type", "card"}};
  world.state.edit().root["stripe"]["payment_methods"][id] = {{"object", method}, {"number", card->second}};
  return method;
}

ApiResult<Json> retrieve_payment_page(World& world, const std::string& session_id) {
  const auto session = retrieve_session(world, session_id, {});
  if (!session) return session;
  return page_of(*session);
}

ApiResult<Json> confirm_payment_page(World& world, const std::string& session_id, const Json& params) {
  const auto session = retrieve_session(world, session_id, {});
  if (!session) return session;
  if ((*session)["status"] != "open") return no_longer_open();
  const auto method_id = params.value("payment_method", std::string{});
  std::optional<Json> method;
  {
    const auto access = world.state.read();
    const Json& methods = access.root["stripe"]["payment_methods"];
    if (methods.contains(method_id)) method = methods[method_id];
  }
  if (!method) return no_such("payment_method", method_id, "payment_method");
  if (params.contains("expected_amount") && params["expected_amount"] != (*session)["amount_total"]) {
    return invalid("checkout_amount_mismatch", "The expected amount is not what this Checkout Session costs.", "expected_amount");
  }
  const auto buyer = buyer_of((*method)["object"]);
  if (!is_shipped_to(*session, buyer.country)) {
    return invalid("parameter_invalid", "This Checkout Session does not ship to '" + buyer.country + "'.",
                   "payment_method");
  }
  const auto outcome = outcome_of_card((*method)["number"].get<std::string>());
  if (outcome != CardOutcome::kSucceeds) {
    record_declined_card(world, session_id, buyer.card_last4, outcome);
    return declined(outcome);
  }
  std::optional<std::string> webhook_id;
  if (complete_session(world, session_id, PaymentMethod::kCard, buyer, webhook_id) == PaymentOutcome::kNotOpen) {
    return no_longer_open();
  }
  return retrieve_payment_page(world, session_id);
}

}  // namespace sandbox::stripe
