#include "sandbox/services/sendgrid/mail_events.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sandbox/services/random_id.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::sendgrid {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kDeliveryTakesMs = 300;

std::vector<std::string> fate_of(const std::string& address) {
  if (address.starts_with("bounce")) return {"processed", "bounce"};
  if (address.starts_with("drop")) return {"dropped"};
  if (address.starts_with("spam")) return {"processed", "delivered", "spamreport"};
  return {"processed", "delivered"};
}

Json event_of(const Json& stored, const std::string& type, const std::string& address, std::int64_t now_ms) {
  const auto message_id = stored["message_id"].get<std::string>();
  Json event = {{"email", address},
                {"event", type},
                {"sg_event_id", random_id("", 48)},
                {"sg_message_id", message_id + ".filter0001p1las1-1-1.0"},
                {"smtp-id", "<" + message_id + "@sandbox.invalid>"},
                {"timestamp", now_ms / 1000}};
  if (type == "bounce") {
    event.update({{"type", "bounce"}, {"status", "5.1.1"}, {"reason", "550 5.1.1 <" + address + ">: no such mailbox"}});
  }
  if (type == "dropped") event.update({{"status", "5.0.0"}, {"reason", "Bounced Address"}});
  if (stored["mail"].contains("categories")) event["category"] = stored["mail"]["categories"];
  return event;
}

Json args_of(const Json& mail, const Json& personalization) {
  Json args = mail.value("custom_args", Json::object());
  args.update(personalization.value("custom_args", Json::object()));
  return args;
}

}  // namespace

void decide_fate(Json& root, Json& stored, std::int64_t now_ms) {
  stored["events"] = Json::array();
  const bool silent = root["settings"].value("sendgrid_events", "on") == "never";
  for (const Json& personalization : stored["mail"]["personalizations"]) {
    for (const Json& to : personalization["to"]) {
      const auto address = to["email"].get<std::string>();
      std::int64_t delay_ms = 0;
      for (const auto& type : fate_of(address)) {
        stored["events"].push_back(type);
        Json event = event_of(stored, type, address, now_ms + delay_ms);
        event.update(args_of(stored["mail"], personalization));
        if (!silent) enqueue_webhook(root, WebhookSource::kSendgrid, Json::array({event}), now_ms, delay_ms);
        delay_ms += kDeliveryTakesMs;
      }
    }
  }
}

}  // namespace sandbox::sendgrid
