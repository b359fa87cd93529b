#include "sandbox/services/stripe/disputes.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/events.h"
#include "sandbox/services/stripe/paging.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

// The session's charge once it is paid; null before.
Json* charge_of(Json& stripe, const std::string& session_id) {
  if (!stripe["sessions"].contains(session_id)) return nullptr;
  const Json& intent_id = stripe["sessions"][session_id]["object"]["payment_intent"];
  if (!intent_id.is_string()) return nullptr;
  const Json& charge_id = stripe["payment_intents"][intent_id.get<std::string>()]["latest_charge"];
  if (!charge_id.is_string()) return nullptr;
  Json& charge = stripe["charges"][charge_id.get<std::string>()];
  return charge["paid"] == true ? &charge : nullptr;
}

Json dispute_of(const Json& charge, std::int64_t now_s) {
  return {{"id", random_id("du_1")},
          {"object", "dispute"},
          {"amount", charge["amount"]},
          {"charge", charge["id"]},
          {"created", now_s},
          {"currency", charge["currency"]},
          {"evidence_details", {{"due_by", now_s + 7 * 24 * 3600}, {"has_evidence", false}, {"submission_count", 0}}},
          {"is_charge_refundable", false},
          {"livemode", false},
          {"metadata", Json::object()},
          {"payment_intent", charge["payment_intent"]},
          {"reason", "fraudulent"},
          {"status", "needs_response"}};
}

bool is_asked_for(const Json& dispute, const Json& params) {
  const auto is = [&](const char* name) { return !params.contains(name) || dispute[name] == params[name]; };
  const auto since = params.value("/created/gte"_json_pointer, std::int64_t{0});
  return is("payment_intent") && is("charge") && dispute["created"].get<std::int64_t>() >= since;
}

}  // namespace

ApiResult<Json> list_disputes(World& world, const Json& params) {
  const auto access = world.state.read();
  Listing listing{"dispute", "/v1/disputes", {}, [&](const Json& dispute) { return is_asked_for(dispute, params); }};
  for (const Json& dispute : access.root["stripe"]["disputes"]) listing.newest_first.push_back(dispute);
  sort_newest_first(listing.newest_first);
  return list_page(listing, params);
}

bool open_dispute(World& world, const std::string& session_id) {
  const auto access = world.state.edit();
  auto& stripe = access.root["stripe"];
  Json* charge = charge_of(stripe, session_id);
  if (!charge || charge->value("disputed", false)) return false;
  const std::int64_t now = world.now_ms();
  const Json dispute = dispute_of(*charge, now / 1000);
  (*charge)["disputed"] = true;
  (*charge)["dispute"] = dispute["id"];
  stripe["disputes"][dispute["id"].get<std::string>()] = dispute;
  emit_event(access.root, "charge.dispute.created", dispute, now);
  emit_event(access.root, "charge.dispute.funds_withdrawn", dispute, now);
  return true;
}

bool close_dispute(World& world, const std::string& session_id, bool won) {
  const auto access = world.state.edit();
  auto& stripe = access.root["stripe"];
  Json* charge = charge_of(stripe, session_id);
  if (!charge || !charge->value("disputed", false)) return false;
  Json& dispute = stripe["disputes"][(*charge)["dispute"].get<std::string>()];
  if (dispute["status"] != "needs_response") return false;
  dispute["status"] = won ? "won" : "lost";
  const std::int64_t now = world.now_ms();
  if (won) {
    (*charge)["disputed"] = false;
    emit_event(access.root, "charge.dispute.funds_reinstated", dispute, now);
  }
  emit_event(access.root, "charge.dispute.closed", dispute, now);
  return true;
}

}  // namespace sandbox::stripe
