#include "sandbox/services/stripe/refunds.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/events.h"
#include "sandbox/services/stripe/paging.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

// The charge that the parameters mean, or the error.
ApiResult<Json*> charge_of(Json& stripe, const Json& params) {
  const auto charge_id = params.value("charge", std::string{});
  const auto intent_id = params.value("payment_intent", std::string{});
  if (charge_id.empty() && intent_id.empty()) {
    return invalid("parameter_missing",
                   "One of the following params should be provided for this request: payment_intent or charge.");
  }
  if (!charge_id.empty()) {
    if (!stripe["charges"].contains(charge_id)) return no_such("charge", charge_id, "charge");
    return &stripe["charges"][charge_id];
  }
  if (!stripe["payment_intents"].contains(intent_id)) return no_such("payment_intent", intent_id, "payment_intent");
  const Json& intent = stripe["payment_intents"][intent_id];
  if (!intent["latest_charge"].is_string()) {
    return invalid("", "This PaymentIntent (" + intent_id + ") does not have a successful charge to refund.",
                   "payment_intent");
  }
  return &stripe["charges"][intent["latest_charge"].get<std::string>()];
}

ApiResult<std::int64_t> amount_of(const Json& charge, const Json& params) {
  const auto id = charge["id"].get<std::string>();
  if (charge["status"] != "succeeded") {
    return invalid("charge_not_refundable",
                   "Charge " + id + " cannot be refunded: its status is " + charge["status"].get<std::string>() + ".");
  }
  if (charge.value("disputed", false)) {
    return invalid("charge_disputed", "Charge " + id + " has been charged back; cannot issue a refund.");
  }
  const auto left = charge["amount"].get<std::int64_t>() - charge["amount_refunded"].get<std::int64_t>();
  if (left == 0) return invalid("charge_already_refunded", "Charge " + id + " has already been refunded.");
  const auto amount = params.value("amount", left);
  if (amount < 1) return invalid("parameter_invalid_integer", "Invalid positive integer", "amount");
  if (amount > left) {
    const auto currency = charge["currency"].get<std::string>();
    return invalid("",
                   "Refund amount (" + money_text(amount, currency) +
                       ") is greater than unrefunded amount on charge (" + money_text(left, currency) + ")",
                   "amount");
  }
  return amount;
}

void set_refunded(Json& charge, std::int64_t amount) {
  charge["amount_refunded"] = amount;
  charge["refunded"] = charge["amount"] == amount;
}

bool is_asked_for(const Json& refund, const Json& params) {
  const auto is = [&](const char* name) { return !params.contains(name) || refund[name] == params[name]; };
  const auto since = params.value("/created/gte"_json_pointer, std::int64_t{0});
  return is("payment_intent") && is("charge") && refund["created"].get<std::int64_t>() >= since;
}

}  // namespace

const std::vector<Param>& refund_params() {
  using enum ParamType;
  static const std::vector<Param> params = {{"charge"},
                                            {"payment_intent"},
                                            {"amount", kInteger},
                                            {"currency", kCurrency},
                                            {"customer"},
                                            {"instructions_email", kEmail},
                                            {"metadata", kMetadata},
                                            {"origin", kText, "customer_balance"},
                                            {"reason", kText, "duplicate|fraudulent|requested_by_customer"},
                                            {"refund_application_fee", kBoolean},
                                            {"reverse_transfer", kBoolean},
                                            {"expand[]"}};
  return params;
}

ApiResult<Json> create_refund(World& world, const Json& params) {
  const auto access = world.state.edit();
  auto& stripe = access.root["stripe"];
  const auto found = charge_of(stripe, params);
  if (!found) return ApiFailure(found.error());
  Json& charge = **found;
  const auto amount = amount_of(charge, params);
  if (!amount) return ApiFailure(amount.error());

  const std::string id = random_id("re_3");
  const Json refund = {{"id", id},
                       {"object", "refund"},
                       {"amount", *amount},
                       {"balance_transaction", random_id("txn_3")},
                       {"charge", charge["id"]},
                       {"created", world.now_s()},
                       {"currency", charge["currency"]},
                       {"destination_details", {{"card", {{"type", "refund"}}}, {"type", "card"}}},
                       {"metadata", params.value("metadata", Json::object())},
                       {"payment_intent", charge["payment_intent"]},
                       {"reason", params.value("reason", Json())},
                       {"receipt_number", nullptr},
                       {"source_transfer_reversal", nullptr},
                       {"status", "succeeded"},
                       {"transfer_reversal", nullptr}};
  stripe["refunds"][id] = refund;
  set_refunded(charge, charge["amount_refunded"].get<std::int64_t>() + *amount);
  emit_event(access.root, "charge.refunded", charge, world.now_ms());
  emit_event(access.root, "refund.created", refund, world.now_ms());
  return refund;
}

ApiResult<Json> retrieve_refund(World& world, const std::string& id) {
  const auto access = world.state.read();
  const auto& refunds = access.root["stripe"]["refunds"];
  if (!refunds.contains(id)) return no_such("refund", id, "id");
  return refunds[id];
}

ApiResult<Json> list_refunds(World& world, const Json& params) {
  const auto access = world.state.read();
  Listing listing{"refund", "/v1/refunds", {}, [&](const Json& refund) { return is_asked_for(refund, params); }};
  for (const Json& refund : access.root["stripe"]["refunds"]) listing.newest_first.push_back(refund);
  sort_newest_first(listing.newest_first);
  return list_page(listing, params);
}

bool fail_refund(World& world, const std::string& id) {
  const auto access = world.state.edit();
  auto& stripe = access.root["stripe"];
  if (!stripe["refunds"].contains(id)) return false;
  Json& refund = stripe["refunds"][id];
  if (refund["status"] != "succeeded") return false;
  refund["status"] = "failed";
  refund["failure_reason"] = "expired_or_canceled_card";
  Json& charge = stripe["charges"][refund["charge"].get<std::string>()];
  set_refunded(charge, charge["amount_refunded"].get<std::int64_t>() - refund["amount"].get<std::int64_t>());
  emit_event(access.root, "refund.failed", refund, world.now_ms());
  emit_event(access.root, "refund.updated", refund, world.now_ms());
  return true;
}

}  // namespace sandbox::stripe
