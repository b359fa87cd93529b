#include "sandbox/services/stripe/sessions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/catalog.h"
#include "sandbox/services/stripe/coupons.h"
#include "sandbox/services/stripe/events.h"
#include "sandbox/services/stripe/paging.h"
#include "sandbox/services/stripe/session_params.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

Json make_line_item(const Json& wanted, std::int64_t now_s) {
  Json price = wanted["price_data"];
  price["active"] = false;  // made for this session only
  const auto unit_amount = price["unit_amount"].get<std::int64_t>();
  const auto quantity = wanted["quantity"].get<std::int64_t>();
  return {{"id", random_id("li_1")},
          {"object", "item"},
          {"amount_discount", 0},
          {"amount_subtotal", unit_amount * quantity},
          {"amount_tax", 0},
          {"amount_total", unit_amount * quantity},
          {"currency", price["currency"]},
          {"description", price["product_data"]["name"]},
          {"metadata", wanted.value("metadata", Json::object())},
          {"price", make_price(price, now_s)},
          {"quantity", quantity}};
}

Json make_shipping_options(const Json& params) {
  Json options = Json::array();
  for (const Json& wanted : params.value("shipping_options", Json::array())) {
    const Json& rate = wanted["shipping_rate_data"];
    options.push_back({{"shipping_amount", rate["fixed_amount"]["amount"]}, {"shipping_rate", random_id("shr_1")}});
  }
  return options;
}

// Members whose value is the parameter, or nothing.
void copy_given(Json& session, const Json& params) {
  for (const char* name : {"allow_promotion_codes", "billing_address_collection", "cancel_url", "client_reference_id",
                           "customer_email", "locale", "shipping_address_collection", "submit_type", "origin_context",
                           "integration_identifier", "consent_collection"}) {
    session[name] = params.value(name, Json());
  }
}

Json make_session(const Json& params, const Json& line_items, const std::string& public_url, std::int64_t now_s) {
  std::int64_t subtotal = 0;
  for (const Json& item : line_items) subtotal += item["amount_total"].get<std::int64_t>();
  const Json shipping_options = make_shipping_options(params);
  const std::int64_t shipping =
      shipping_options.empty() ? 0 : shipping_options[0]["shipping_amount"].get<std::int64_t>();
  const std::string id = random_id("cs_test_a1", 56);
  Json shipping_cost;
  if (!shipping_options.empty()) {
    shipping_cost = {{"amount_subtotal", shipping},
                     {"amount_tax", 0},
                     {"amount_total", shipping},
                     {"shipping_rate", shipping_options[0]["shipping_rate"]}};
  }
  Json session = {
      {"id", id},
      {"object", "checkout.session"},
      {"adaptive_pricing", {{"enabled", params.value("/adaptive_pricing/enabled"_json_pointer, true)}}},
      {"after_expiration", nullptr},
      {"amount_subtotal", subtotal},
      {"amount_total", subtotal + shipping},
      {"automatic_tax",
       {{"enabled", params.value("/automatic_tax/enabled"_json_pointer, false)},
        {"liability", nullptr},
        {"provider", nullptr},
        {"status", nullptr}}},
      {"client_secret", nullptr},
      {"collected_information", nullptr},
      {"consent", nullptr},
      {"created", now_s},
      {"currency", line_items[0]["currency"]},
      {"currency_conversion", nullptr},
      {"custom_fields", Json::array()},
      {"custom_text",
       {{"after_submit", nullptr},
        {"shipping_address", nullptr},
        {"submit", nullptr},
        {"terms_of_service_acceptance", nullptr}}},
      {"customer", nullptr},
      {"customer_account", nullptr},
      {"customer_creation", params.value("customer_creation", "if_required")},
      {"customer_details", nullptr},
      {"discounts", Json::array()},
      {"expires_at", params.value("expires_at", now_s + 24 * 3600)},
      {"invoice", nullptr},
      {"invoice_creation", nullptr},
      {"livemode", false},
      {"metadata", params.value("metadata", Json::object())},
      {"mode", "payment"},
      {"payment_intent", nullptr},
      {"payment_link", nullptr},
      {"payment_method_collection", "if_required"},
      {"payment_method_configuration_details", nullptr},
      {"payment_method_options", {{"card", {{"request_three_d_secure", "automatic"}}}}},
      {"payment_method_types", {"card", "us_bank_account"}},
      {"payment_status", "unpaid"},
      {"permissions", nullptr},
      {"phone_number_collection", {{"enabled", params.value("/phone_number_collection/enabled"_json_pointer, false)}}},
      {"recovered_from", nullptr},
      {"saved_payment_method_options", nullptr},
      {"setup_intent", nullptr},
      {"shipping_cost", shipping_cost},
      {"shipping_options", shipping_options},
      {"status", "open"},
      {"subscription", nullptr},
      {"success_url", params["success_url"]},
      {"total_details", {{"amount_discount", 0}, {"amount_shipping", shipping}, {"amount_tax", 0}}},
      {"ui_mode", "hosted_page"},
      {"url", public_url + "/stripe/pay/" + id},
      {"wallet_options", nullptr}};
  copy_given(session, params);
  return session;
}

void expire(Json& root, Json& session, std::int64_t now_ms) {
  session["status"] = "expired";
  session["url"] = nullptr;
  emit_event(root, "checkout.session.expired", session, now_ms);
}

Json list_of(Json data, const std::string& url) {
  return {{"object", "list"}, {"data", std::move(data)}, {"has_more", false}, {"url", url}};
}

ApiResult<void> expand_payment_intent(const Json& stripe, Json& session, bool with_charge) {
  if (!session["payment_intent"].is_string()) return {};
  Json intent = stripe["payment_intents"][session["payment_intent"].get<std::string>()];
  if (with_charge && intent["latest_charge"].is_string()) {
    intent["latest_charge"] = stripe["charges"][intent["latest_charge"].get<std::string>()];
  }
  session["payment_intent"] = std::move(intent);
  return {};
}

ApiResult<Json> expanded(const Json& stripe, const Json& stored, const std::vector<std::string>& expand) {
  Json session = stored["object"];
  const bool with_charge = std::find(expand.begin(), expand.end(), "payment_intent.latest_charge") != expand.end();
  for (const std::string& name : expand) {
    if (name == "line_items") {
      const std::string url = "/v1/checkout/sessions/" + session["id"].get<std::string>() + "/line_items";
      session["line_items"] = list_of(stored["line_items"], url);
    } else if (name == "payment_intent" || name == "payment_intent.latest_charge") {
      if (!session["payment_intent"].is_object()) {
        if (auto done = expand_payment_intent(stripe, session, with_charge); !done) return ApiFailure(done.error());
      }
    } else if (name != "customer" && name != "invoice" && name != "setup_intent" && name != "total_details.breakdown") {
      return invalid("", "This property cannot be expanded (" + name + ").", "expand");
    }
  }
  return session;
}

// The stored session, or null.
Json* find_session(Json& root, const std::string& id) {
  auto& sessions = root["stripe"]["sessions"];
  const auto found = sessions.find(id);
  return found == sessions.end() ? nullptr : &*found;
}

std::vector<std::string> expand_of(const Json& params) { return params.value("expand", std::vector<std::string>{}); }

}  // namespace

ApiResult<Json> create_session(World& world, const Json& params) {
  if (auto checked = check_session(params, world.now_s()); !checked) return ApiFailure(checked.error());
  Json line_items = Json::array();
  for (const Json& wanted : params["line_items"]) line_items.push_back(make_line_item(wanted, world.now_s()));
  Json session = make_session(params, line_items, world.config.public_url, world.now_s());
  const auto id = session["id"].get<std::string>();
  const auto access = world.state.edit();
  auto discounted = apply_coupon(access.root["stripe"], params.value("discounts", Json()), session, world.now_s());
  if (!discounted) return ApiFailure(discounted.error());
  Json stored = {{"object", std::move(session)}, {"line_items", std::move(line_items)}, {"params", params}};
  auto answer = expanded(access.root["stripe"], stored, expand_of(params));
  if (answer) access.root["stripe"]["sessions"][id] = std::move(stored);
  return answer;
}

ApiResult<Json> retrieve_session(World& world, const std::string& id, const std::vector<std::string>& expand) {
  expire_due_sessions(world);
  const auto access = world.state.read();
  const Json* stored = find_session(access.root, id);
  if (!stored) return no_such("checkout.session", id, "id");
  return expanded(access.root["stripe"], *stored, expand);
}

ApiResult<Json> list_sessions(World& world, const Json& params) {
  const auto payment_intent = params.value("payment_intent", std::string{});
  const auto access = world.state.read();
  Listing listing{"checkout.session", "/v1/checkout/sessions", {}, [&](const Json& session) {
                    return payment_intent.empty() || session["payment_intent"] == payment_intent;
                  }};
  for (const Json& stored : access.root["stripe"]["sessions"]) listing.newest_first.push_back(stored["object"]);
  sort_newest_first(listing.newest_first);
  return list_page(listing, params);
}

ApiResult<Json> list_line_items(World& world, const std::string& id) {
  const auto access = world.state.read();
  const Json* stored = find_session(access.root, id);
  if (!stored) return no_such("checkout.session", id, "id");
  return list_of((*stored)["line_items"], "/v1/checkout/sessions/" + id + "/line_items");
}

ApiResult<Json> expire_session(World& world, const std::string& id) {
  const auto access = world.state.edit();
  Json* stored = find_session(access.root, id);
  if (!stored) return no_such("checkout.session", id, "id");
  Json& session = (*stored)["object"];
  if (session["status"] != "open") {
    return invalid("",
                   "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a "
                   "status of `" +
                       session["status"].get<std::string>() + "`.");
  }
  expire(access.root, session, world.now_ms());
  return session;
}

void expire_due_sessions(World& world) {
  const std::int64_t now = world.now_s();
  const auto is_due = [&](const Json& stored) {
    return stored["object"]["status"] == "open" && stored["object"]["expires_at"].get<std::int64_t>() <= now;
  };
  {
    const auto access = world.state.read();
    const auto& sessions = access.root["stripe"]["sessions"];
    if (std::none_of(sessions.begin(), sessions.end(), is_due)) return;
  }
  const auto access = world.state.edit();
  for (auto& stored : access.root["stripe"]["sessions"]) {
    if (is_due(stored)) expire(access.root, stored["object"], world.now_ms());
  }
}

}  // namespace sandbox::stripe
