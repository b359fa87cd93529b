#include "sandbox/services/easypost/trackers.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "http/url.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::easypost {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> kStatuses = {"in_transit", "out_for_delivery", "delivered", "return_to_sender"};

std::string now_text(const World& world) { return base::to_rfc3339(base::from_unix_seconds(world.now_s())); }

void tell(Json& root, const World& world, const Json& tracker, const std::string& before) {
  enqueue_webhook(root, WebhookSource::kEasypost,
                  {{"id", random_id("evt_", 32)},
                   {"object", "Event"},
                   {"mode", "test"},
                   {"description", "tracker.updated"},
                   {"previous_attributes", {{"status", before}}},
                   {"created_at", now_text(world)},
                   {"status", "pending"},
                   {"result", tracker}},
                  world.now_ms());
}

}  // namespace

Json find_or_make_tracker(World& world, const std::string& tracking_code) {
  const auto access = world.state.edit();
  auto& trackers = access.root["easypost"]["trackers"];
  if (trackers.contains(tracking_code)) return trackers[tracking_code];
  const std::string now = now_text(world);
  trackers[tracking_code] = {{"id", random_id("trk_", 32)}, {"object", "Tracker"},
                             {"mode", "test"},              {"tracking_code", tracking_code},
                             {"status", "pre_transit"},     {"created_at", now},
                             {"updated_at", now},           {"carrier", "USPS"},
                             {"weight", 614.0},             {"tracking_details", Json::array()}};
  return trackers[tracking_code];
}

http::Response trackers_page(World& world) {
  const auto access = world.state.read();
  std::string html;
  for (const auto& [code, tracker] : access.root["easypost"]["trackers"].items()) {
    html += "<section class=\"card\"><h2><code>" + escape_html(code) + "</code>: <span class=\"status\">" +
            escape_html(tracker["status"]) + "</span></h2><form method=\"post\" action=\"/easypost-trackers\">" +
            "<input type=\"hidden\" name=\"code\" value=\"" + escape_html(code) + "\">";
    for (const auto status : kStatuses) {
      html += "<button class=\"plain\" name=\"status\" value=\"" + std::string(status) + "\">" + std::string(status) + "</button>";
    }
    html += "</form></section>";
  }
  return page(200, "Trackers", html.empty() ? "<p>No parcel is followed yet.</p>" : html);
}

http::Response trackers_json(World& world) { return json_answer(200, world.state.read().root["easypost"]["trackers"]); }

http::Response act_on_tracker(World& world, const http::Request& request) {
  std::string code, status;
  for (auto& [name, value] : http::form_decode(request.body)) {
    if (name == "code") code = value;
    if (name == "status") status = value;
  }
  const auto access = world.state.edit();
  auto& trackers = access.root["easypost"]["trackers"];
  const bool known = trackers.contains(code) && std::find(kStatuses.begin(), kStatuses.end(), status) != kStatuses.end();
  if (!known) return page(409, "That is not possible", "<p><a href=\"/easypost-trackers\">Back to the trackers</a></p>");
  Json& tracker = trackers[code];
  const std::string before = tracker["status"];
  tracker["status"] = status;
  tracker["updated_at"] = now_text(world);
  tell(access.root, world, tracker, before);
  return see_other("/easypost-trackers");
}

}  // namespace sandbox::easypost
