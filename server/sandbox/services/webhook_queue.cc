#include "sandbox/services/webhook_queue.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "base/log.h"
#include "sandbox/services/outbound.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/signatures.h"

namespace sandbox {
namespace {

using Json = nlohmann::json;

constexpr int kTries = 7;  // the first one and six repetitions
constexpr std::size_t kDeliveriesKept = 200;
// How long a delivery in another thread may take before the queue takes it for lost.
constexpr std::int64_t kInHandMs = 30000;

struct Outgoing {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

std::string name_of(WebhookSource source) {
  switch (source) {
    case WebhookSource::kStripe: return "stripe";
    case WebhookSource::kPrintful: return "printful";
    case WebhookSource::kPrintify: return "printify";
    case WebhookSource::kEasypost: return "easypost";
    case WebhookSource::kSendgrid: return "sendgrid";
  }
  return {};
}

std::string type_of(const Json& payload) {
  if (!payload.is_array()) return payload.value("type", payload.value("description", ""));
  std::string types;
  for (const Json& event : payload) types += (types.empty() ? "" : ", ") + event.value("event", "");
  return types;
}

constexpr std::int64_t kStaleBySeconds = 2 * 24 * 3600;

// What a delivery is signed with: the right keys and now, unless a fault is switched on.
struct Signer {
  Config keys;
  std::int64_t now_s;
};

Signer signer_for(World& world, const std::string& source) {
  Signer signer{world.config, world.now_s()};
  const auto fault = world.faults.take_for_webhook(source);
  if (!fault) return signer;
  if (fault->kind == FaultKind::kStale) signer.now_s -= kStaleBySeconds;
  if (fault->kind == FaultKind::kWrongSecret) {
    signer.keys.stripe_webhook_secret = "whsec_wrong";
    signer.keys.printful_webhook_secret = std::string(64, '0');
    signer.keys.printify_webhook_secret = "wrong";
    signer.keys.easypost_webhook_secret = "wrong";
    signer.keys.sendgrid_event_private_key = new_event_key();
  }
  return signer;
}

Outgoing prepare(const Signer& signer, const Json& entry) {
  const Config& keys = signer.keys;
  const std::string url = keys.shop_url + "/api/webhook/" + entry["source"].get<std::string>();
  if (entry["source"] == "sendgrid") {
    const std::string body = entry["payload"].dump() + "\r\n";
    return {url,
            {{"User-Agent", "SendGrid Event API"},
             {"X-Twilio-Email-Event-Webhook-Signature",
              sendgrid_signature(keys.sendgrid_event_private_key, signer.now_s, body)},
             {"X-Twilio-Email-Event-Webhook-Timestamp", std::to_string(signer.now_s)}},
            body};
  }
  if (entry["source"] == "stripe") {
    const std::string body = entry["payload"].dump(2);
    return {url,
            {{"User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"},
             {"Stripe-Signature", stripe_signature(keys.stripe_webhook_secret, signer.now_s, body)}},
            body};
  }
  if (entry["source"] == "printify") {
    const std::string body = entry["payload"].dump();
    return {url,
            {{"User-Agent", "Printify Webhooks"}, {"X-Pfy-Signature", printify_signature(keys.printify_webhook_secret, body)}},
            body};
  }
  if (entry["source"] == "easypost") {
    const std::string body = entry["payload"].dump();
    return {url,
            {{"User-Agent", "EasyPost/v2 WebhookSender"},
             {"X-Hmac-Signature", easypost_signature(keys.easypost_webhook_secret, body)}},
            body};
  }
  Json payload = entry["payload"];
  payload["retries"] = entry["tries"];
  const std::string body = payload.dump();
  return {url,
          {{"x-pf-webhook-signature", printful_signature(keys.printful_webhook_secret, body)},
           {"x-pf-webhook-public-key", printful_public_key(keys.printful_webhook_secret)}},
          body};
}

// Where the deliveries are to be shuffled: how much later this one comes. The same seed gives the same order.
std::int64_t shuffled_by(Json& root) {
  Json& settings = root["settings"];
  const std::int64_t most = settings.value("webhook_shuffle_ms", 0);
  if (most == 0) return 0;
  auto& drawn = root["webhooks"]["drawn"];
  drawn = (drawn.is_number() ? drawn.get<std::uint64_t>() : 0) + 1;
  std::seed_seq seed{settings.value("webhook_seed", 0), drawn.get<int>()};
  std::mt19937 dice(seed);
  return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most + 1));
}

// Takes an entry in hand so that no other thread sends it meanwhile.
std::optional<Json> take_due(World& world, const std::optional<std::string>& only) {
  const std::int64_t now = world.now_ms();
  {
    const auto access = world.state.read();
    const auto& queue = access.root["webhooks"]["queue"];
    const bool any = std::any_of(queue.begin(), queue.end(), [&](const Json& entry) {
      return only ? entry["id"] == *only : entry["due_ms"].get<std::int64_t>() <= now;
    });
    if (!any) return std::nullopt;
  }
  const auto access = world.state.edit();
  auto& queue = access.root["webhooks"]["queue"];
  const auto found = std::find_if(queue.begin(), queue.end(), [&](const Json& entry) {
    return only ? entry["id"] == *only : entry["due_ms"].get<std::int64_t>() <= now;
  });
  if (found == queue.end()) return std::nullopt;
  (*found)["due_ms"] = now + kInHandMs;
  return *found;
}

void record(World& world, const Json& entry, const OutboundAnswer& answer) {
  const auto access = world.state.edit();
  auto& webhooks = access.root["webhooks"];
  auto& deliveries = webhooks["deliveries"];
  const int tries = entry["tries"].get<int>() + 1;
  deliveries.push_back({{"source", entry["source"]},
                        {"type", type_of(entry["payload"])},
                        {"try", tries},
                        {"status", answer.status},
                        {"error", answer.error},
                        {"at", world.now_s()}});
  if (deliveries.size() > kDeliveriesKept) deliveries.erase(deliveries.begin());

  auto& queue = webhooks["queue"];
  const auto found =
      std::find_if(queue.begin(), queue.end(), [&](const Json& other) { return other["id"] == entry["id"]; });
  if (found == queue.end()) return;
  if ((answer.status >= 200 && answer.status < 300) || tries >= kTries) {
    queue.erase(found);
    return;
  }
  (*found)["tries"] = tries;
  (*found)["due_ms"] = world.now_ms() + (1000LL << (tries - 1));
}

}  // namespace

std::string enqueue_webhook(Json& root, WebhookSource source, const Json& payload, std::int64_t now_ms,
                            std::int64_t delay_ms) {
  const Json& settings = root["settings"];
  const int copies = std::clamp(settings.value("webhook_copies", 1), 1, 5);
  const std::int64_t due = now_ms + settings.value("webhook_delay_ms", 0) + delay_ms;
  std::string first;
  for (int copy = 0; copy < copies; ++copy) {
    const std::string id = random_id("wh_", 12);
    if (first.empty()) first = id;
    root["webhooks"]["queue"].push_back({{"id", id},
                                         {"source", name_of(source)},
                                         {"payload", payload},
                                         {"tries", 0},
                                         {"due_ms", due + copy * 50 + shuffled_by(root)}});
  }
  return first;
}

bool deliver_next_webhook(World& world, const std::optional<std::string>& only) {
  const auto entry = take_due(world, only);
  if (!entry) return false;
  const Outgoing outgoing = prepare(signer_for(world, (*entry)["source"]), *entry);
  const OutboundAnswer answer = post_json(outgoing.url, outgoing.headers, outgoing.body);
  if (answer.status < 200 || answer.status >= 300) {
    base::log(base::LogLevel::kWarning, "webhook not accepted",
              {{"type", type_of((*entry)["payload"])},
               {"status", std::to_string(answer.status)},
               {"error", answer.error}});
  }
  record(world, *entry, answer);
  return true;
}

}  // namespace sandbox
