#include "sandbox/services/stripe/events.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kEventsKept = 1000;

// What the shop's endpoint would be set up to receive.
constexpr std::array<std::string_view, 13> kEnabledEvents = {"checkout.session.completed",
                                                             "checkout.session.async_payment_succeeded",
                                                             "checkout.session.async_payment_failed",
                                                             "checkout.session.expired",
                                                             "charge.refunded",
                                                             "refund.created",
                                                             "refund.updated",
                                                             "refund.failed",
                                                             "charge.dispute.created",
                                                             "charge.dispute.closed",
                                                             "charge.dispute.funds_withdrawn",
                                                             "charge.dispute.funds_reinstated",
                                                             "payment_intent.payment_failed"};

}  // namespace

std::optional<std::string> emit_event(Json& root, const std::string& type, const Json& object, std::int64_t now_ms) {
  const bool enabled = std::find(kEnabledEvents.begin(), kEnabledEvents.end(), type) != kEnabledEvents.end();
  const bool silent = root["settings"].value("stripe_webhook", "after") == "never";
  Json event = {{"id", random_id("evt_1")},
                {"object", "event"},
                {"api_version", kApiVersion},
                {"created", now_ms / 1000},
                {"data", {{"object", object}}},
                {"livemode", false},
                {"pending_webhooks", enabled && !silent ? 1 : 0},
                {"request", {{"id", nullptr}, {"idempotency_key", nullptr}}},
                {"type", type}};
  auto& events = root["stripe"]["events"];
  events.push_back(event);
  if (events.size() > kEventsKept) events.erase(events.begin());
  if (!enabled || silent) return std::nullopt;
  return enqueue_webhook(root, WebhookSource::kStripe, event, now_ms);
}

}  // namespace sandbox::stripe
