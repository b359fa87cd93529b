#include "sandbox/services/stripe/coupons.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

ApiResult<void> check_amount(const Json& params) {
  const bool percent = params.contains("percent_off");
  const bool amount = params.contains("amount_off");
  if (percent == amount) {
    return invalid("parameter_missing", "You must pass either `percent_off` or `amount_off`, and only one of them.");
  }
  if (percent && (params["percent_off"] < 1 || params["percent_off"] > 100)) {
    return invalid("parameter_invalid_integer", "Invalid percent_off: must be between 0 and 100.", "percent_off");
  }
  if (amount && params["amount_off"] < 1) {
    return invalid("parameter_invalid_integer", "Invalid positive integer", "amount_off");
  }
  if (amount && !params.contains("currency")) {
    return invalid("parameter_missing", "You must pass `currency` when passing `amount_off`", "currency");
  }
  return {};
}

ApiResult<void> check_usable(const Json& coupon, const Json& session, std::int64_t now_s) {
  const std::string param = "discounts[0][coupon]";
  const auto id = coupon["id"].get<std::string>();
  const bool used_up = coupon["max_redemptions"].is_number() && coupon["times_redeemed"] >= coupon["max_redemptions"];
  const bool over = coupon["redeem_by"].is_number() && coupon["redeem_by"] <= now_s;
  if (used_up || over) return invalid("coupon_expired", "Coupon expired: " + id, param);
  if (coupon["amount_off"].is_number() && coupon["currency"] != session["currency"]) {
    return invalid("", "The coupon " + id + " is in another currency than the session.", param);
  }
  return {};
}

std::int64_t amount_off(const Json& coupon, std::int64_t subtotal) {
  if (coupon["amount_off"].is_number()) return std::min(coupon["amount_off"].get<std::int64_t>(), subtotal);
  return (subtotal * coupon["percent_off"].get<std::int64_t>() + 50) / 100;
}

}  // namespace

const std::vector<Param>& coupon_params() {
  using enum ParamType;
  static const std::vector<Param> params = {{"id"},
                                            {"amount_off", kInteger},
                                            {"percent_off", kInteger},
                                            {"currency", kCurrency},
                                            {"currency_options", kAnything},
                                            {"duration", kText, "forever|once|repeating"},
                                            {"duration_in_months", kInteger},
                                            {"max_redemptions", kInteger},
                                            {"redeem_by", kInteger},
                                            {"name"},
                                            {"metadata", kMetadata},
                                            {"applies_to", kAnything},
                                            {"expand[]"}};
  return params;
}

ApiResult<Json> create_coupon(World& world, const Json& params) {
  if (auto checked = check_amount(params); !checked) return ApiFailure(checked.error());
  if (params.value("name", std::string{}).size() > 40) {
    return invalid("", "Invalid string: must be at most 40 characters", "name");
  }
  const auto access = world.state.edit();
  auto& coupons = access.root["stripe"]["coupons"];
  const std::string id = params.value("id", random_id("", 8));
  if (coupons.contains(id)) return invalid("resource_already_exists", "Coupon already exists.", "id");
  coupons[id] = {{"id", id},
                 {"object", "coupon"},
                 {"amount_off", params.value("amount_off", Json())},
                 {"created", world.now_s()},
                 {"currency", params.value("currency", Json())},
                 {"duration", params.value("duration", "once")},
                 {"duration_in_months", nullptr},
                 {"livemode", false},
                 {"max_redemptions", params.value("max_redemptions", Json())},
                 {"metadata", params.value("metadata", Json::object())},
                 {"name", params.value("name", Json())},
                 {"percent_off", params.value("percent_off", Json())},
                 {"redeem_by", params.value("redeem_by", Json())},
                 {"times_redeemed", 0},
                 {"valid", true}};
  return coupons[id];
}

ApiResult<Json> retrieve_coupon(World& world, const std::string& id) {
  const auto access = world.state.read();
  const auto& coupons = access.root["stripe"]["coupons"];
  if (!coupons.contains(id)) return no_such("coupon", id, "id");
  return coupons[id];
}

ApiResult<void> apply_coupon(const Json& stripe, const Json& discounts, Json& session, std::int64_t now_s) {
  if (!discounts.is_array()) return {};
  const auto id = discounts[0].value("coupon", std::string{});
  if (!stripe["coupons"].contains(id)) return no_such("coupon", id, "discounts[0][coupon]");
  const Json& coupon = stripe["coupons"][id];
  if (auto usable = check_usable(coupon, session, now_s); !usable) return usable;
  session["discounts"] = {{{"coupon", id}, {"promotion_code", nullptr}}};
  session["total_details"]["amount_discount"] = amount_off(coupon, session["amount_subtotal"].get<std::int64_t>());
  set_shipping(session, session["total_details"]["amount_shipping"].get<std::int64_t>());
  const auto total = session["amount_total"].get<std::int64_t>();
  if (total > 0 && total < 50) {
    return invalid("amount_too_small", "The Checkout Session's total amount must convert to at least 50 cents.");
  }
  return {};
}

void count_coupon_use(Json& stripe, const Json& session) {
  if (session["discounts"].empty()) return;
  Json& coupon = stripe["coupons"][session["discounts"][0]["coupon"].get<std::string>()];
  const auto uses = coupon["times_redeemed"].get<std::int64_t>() + 1;
  coupon["times_redeemed"] = uses;
  if (coupon["max_redemptions"].is_number()) coupon["valid"] = coupon["max_redemptions"] > uses;
}

void set_shipping(Json& session, std::int64_t amount) {
  session["total_details"]["amount_shipping"] = amount;
  session["amount_total"] = session["amount_subtotal"].get<std::int64_t>() -
                            session["total_details"]["amount_discount"].get<std::int64_t>() + amount;
}

}  // namespace sandbox::stripe
