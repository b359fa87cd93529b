#include "sandbox/services/overview_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "http/url.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/stripe/disputes.h"
#include "sandbox/services/stripe/payments.h"
#include "sandbox/services/stripe/refunds.h"
#include "sandbox/services/stripe/sessions.h"

namespace sandbox {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kRowsShown = 30;

std::string button(const std::string& kind, const std::string& id, const char* action, const char* label) {
  return "<form class=\"inline\" method=\"post\" action=\"/stripe-actions\"><input type=\"hidden\" name=\"" + kind +
         "\" value=\"" + escape_html(id) + "\"><button class=\"plain\" name=\"action\" value=\"" + action + "\">" +
         label + "</button></form>";
}

std::string session_buttons(const Json& session) {
  const auto id = session["id"].get<std::string>();
  if (session["status"] == "open") {
    return "<a class=\"button\" href=\"/stripe/pay/" + id + "\">Payment page</a>" +
           button("session", id, "expire", "Expire");
  }
  if (session["payment_status"] == "paid") {
    return button("session", id, "dispute", "Dispute") + button("session", id, "dispute_won", "Won") +
           button("session", id, "dispute_lost", "Lost");
  }
  if (session["status"] == "complete" && session["payment_status"] == "unpaid") {
    return button("session", id, "bank_succeeds", "Bank debit succeeds") +
           button("session", id, "bank_fails", "Bank debit fails");
  }
  return {};
}

std::string payments_html(const Json& stripe) {
  std::vector<const Json*> sessions;
  for (const Json& stored : stripe["sessions"]) sessions.push_back(&stored["object"]);
  std::sort(sessions.begin(), sessions.end(),
            [](const Json* a, const Json* b) { return (*a)["created"] > (*b)["created"]; });
  if (sessions.size() > kRowsShown) sessions.resize(kRowsShown);
  std::string rows;
  for (const Json* session : sessions) {
    rows += "<tr><td>" + time_text((*session)["created"]) + "<br><code>" + escape_html((*session)["id"]).substr(0, 20) +
            "&hellip;</code></td><td>" + money_text((*session)["amount_total"], (*session)["currency"]) + "</td><td>" +
            escape_html((*session)["status"]) + ", " + escape_html((*session)["payment_status"]) + "</td><td>" +
            session_buttons(*session) + "</td></tr>";
  }
  for (const Json& refund : stripe["refunds"]) {
    const auto id = refund["id"].get<std::string>();
    rows += "<tr><td>" + time_text(refund["created"]) + "<br>Refund</td><td>" +
            money_text(refund["amount"], refund["currency"]) + "</td><td>" + escape_html(refund["status"]) +
            "</td><td>" + (refund["status"] == "succeeded" ? button("refund", id, "fail", "Fail it") : "") +
            "</td></tr>";
  }
  if (rows.empty()) return "<p>No payment has been asked for yet.</p>";
  return "<table><thead><tr><th>When</th><th>Amount</th><th>State</th><th></th></tr></thead><tbody>" + rows +
         "</tbody></table>";
}

std::string settings_html(const Json& settings) {
  const auto option = [&](const char* value, const char* label) {
    return std::string("<option value=\"") + value + "\"" + (settings["stripe_webhook"] == value ? " selected" : "") +
           ">" + label + "</option>";
  };
  return "<form method=\"post\" action=\"/settings\"><label for=\"stripe_webhook\">Payment webhook</label>"
         "<select id=\"stripe_webhook\" name=\"stripe_webhook\">" +
         option("before", "before the buyer returns") + option("after", "after the buyer returns") +
         option("never", "never") +
         "</select><label for=\"webhook_copies\">Copies of every webhook</label><input id=\"webhook_copies\" "
         "name=\"webhook_copies\" type=\"number\" min=\"1\" max=\"5\" value=\"" +
         std::to_string(settings["webhook_copies"].get<int>()) +
         "\"><label for=\"webhook_delay_ms\">Delay of every webhook, in milliseconds</label><input "
         "id=\"webhook_delay_ms\" "
         "name=\"webhook_delay_ms\" type=\"number\" min=\"0\" max=\"600000\" value=\"" +
         std::to_string(settings["webhook_delay_ms"].get<int>()) +
         "\"><label for=\"webhook_shuffle_ms\">Webhooks overtake each other by up to, in milliseconds</label><input "
         "id=\"webhook_shuffle_ms\" name=\"webhook_shuffle_ms\" type=\"number\" min=\"0\" max=\"600000\" value=\"" +
         std::to_string(settings.value("webhook_shuffle_ms", 0)) +
         "\"><label for=\"printful_split\">One parcel per item (1)</label><input id=\"printful_split\" "
         "name=\"printful_split\" type=\"number\" min=\"0\" max=\"1\" value=\"" +
         std::to_string(settings.value("printful_split", 0)) +
         "\"><label for=\"printful_out_of_stock\">Variants out of stock</label><input id=\"printful_out_of_stock\" "
         "name=\"printful_out_of_stock\" value=\"" +
         escape_html(settings.value("printful_out_of_stock", "")) + "\"><button class=\"wide\">Save</button></form>";
}

std::string deliveries_html(const Json& webhooks) {
  std::string rows;
  const Json& all = webhooks["deliveries"];
  std::size_t shown = 0;
  for (auto it = all.rbegin(); it != all.rend() && shown < kRowsShown; ++it, ++shown) {
    rows += "<tr><td>" + time_text((*it)["at"]) + "</td><td>" + escape_html((*it)["source"]) + "</td><td>" +
            escape_html((*it)["type"]) + "</td><td>" + std::to_string((*it)["try"].get<int>()) + "</td><td>" +
            ((*it)["status"] == 0 ? escape_html((*it)["error"]) : std::to_string((*it)["status"].get<int>())) +
            "</td></tr>";
  }
  const std::string waiting = "<p>" + std::to_string(webhooks["queue"].size()) + " waiting.</p>";
  if (rows.empty()) return waiting;
  return waiting +
         "<table><thead><tr><th>When</th><th>From</th><th>Type</th><th>Try</th><th>Answer</th></tr></thead><tbody>" +
         rows + "</tbody></table>";
}

// False when a value is not one that the setting takes.
bool apply_setting(Json& settings, const std::string& name, const std::string& value) {
  if (name == "stripe_webhook") {
    if (value != "before" && value != "after" && value != "never") return false;
    settings[name] = value;
    return true;
  }
  if (name == "sendgrid_events") {
    if (value != "on" && value != "never") return false;
    settings[name] = value;
    return true;
  }
  if (name == "printful_out_of_stock" || name == "printify_out_of_stock") {
    if (value.size() > 200 || value.find_first_not_of("0123456789,") != std::string::npos) return false;
    settings[name] = value;
    return true;
  }
  const bool digits = !value.empty() && value.size() <= 6 && value.find_first_not_of("0123456789") == std::string::npos;
  const bool on_or_off = name == "printful_split";
  const bool counted = name == "webhook_copies" || name == "webhook_delay_ms" || name == "webhook_shuffle_ms" ||
                       name == "webhook_seed";
  if (!digits || (!counted && !on_or_off)) return false;
  const int number = std::stoi(value);
  if (name == "webhook_copies" && (number < 1 || number > 5)) return false;
  if (on_or_off && number > 1) return false;
  settings[name] = number;
  return true;
}

}  // namespace

http::Response overview_page(World& world) {
  const auto access = world.state.read();
  const std::string html =
      "<p>Stand-ins for the payment, printing and mail services of the shop at <a href=\"" +
      escape_html(world.config.shop_url) + "\">" + escape_html(world.config.shop_url) +
      "</a>.</p><p><a class=\"button\" href=\"/mailbox\">Mailbox (" +
      std::to_string(access.root["sendgrid"]["mails"].size()) +
      ")</a><a class=\"button\" href=\"/printful-orders\">Print orders (" +
      std::to_string(access.root["printful"]["orders"].size()) +
      ")</a><a class=\"button\" href=\"/printify-orders\">Printify (" +
      std::to_string(access.root["printify"]["orders"].size()) +
      ")</a><a class=\"button\" href=\"/easypost-trackers\">Trackers</a><a class=\"button\" href=\"/requests.json\">Requests</a><a class=\"button\" href=\"/faults\">Faults</a></p>"
      "<h2>Payments</h2>" +
      payments_html(access.root["stripe"]) + "<h2>Webhooks</h2>" + deliveries_html(access.root["webhooks"]) +
      "<h2>Switches</h2><section class=\"card\">" + settings_html(access.root["settings"]) + "</section>";
  return page(200, "Sandbox", html);
}

http::Response act_on_payment(World& world, const http::Request& request) {
  std::string session, refund, action;
  for (auto& [name, value] : http::form_decode(request.body)) {
    if (name == "session") session = value;
    if (name == "refund") refund = value;
    if (name == "action") action = value;
  }
  const bool done = action == "expire"          ? stripe::expire_session(world, session).has_value()
                    : action == "bank_succeeds" ? stripe::settle_bank_debit(world, session, true)
                    : action == "bank_fails"    ? stripe::settle_bank_debit(world, session, false)
                    : action == "dispute"       ? stripe::open_dispute(world, session)
                    : action == "dispute_won"   ? stripe::close_dispute(world, session, true)
                    : action == "dispute_lost"  ? stripe::close_dispute(world, session, false)
                    : action == "fail"          ? stripe::fail_refund(world, refund)
                                                : false;
  if (!done) return page(409, "That is not possible now", "<p><a href=\"/\">Back to the overview</a></p>");
  return see_other("/");
}

http::Response change_settings(World& world, const http::Request& request) {
  const bool json = request.header("content-type").starts_with("application/json");
  http::FormFields wanted;
  if (json) {
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return json_answer(400, {{"error", "Send a JSON object."}});
    for (const auto& [name, value] : body.items()) {
      wanted.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
  } else {
    wanted = http::form_decode(request.body);
  }
  const auto access = world.state.edit();
  Json settings = access.root["settings"];
  for (const auto& [name, value] : wanted) {
    if (!apply_setting(settings, name, value))
      return json_answer(400, {{"error", "not a setting or not a value for it: " + name}});
  }
  access.root["settings"] = settings;
  return json ? json_answer(200, settings) : see_other("/");
}

}  // namespace sandbox
