#include "sandbox/services/sendgrid/mailbox_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"

namespace sandbox::sendgrid {
namespace {

using Json = nlohmann::json;

std::string address_text(const Json& address) {
  const auto email = address.value("email", std::string{});
  const auto name = address.value("name", std::string{});
  return name.empty() ? email : name + " <" + email + ">";
}

std::string recipients(const Json& mail) {
  std::string all;
  for (const Json& one : mail["personalizations"]) {
    for (const Json& to : one["to"]) all += (all.empty() ? "" : ", ") + address_text(to);
  }
  return all;
}

std::string subject(const Json& mail) {
  auto text = mail["personalizations"][0].value("subject", std::string{});
  return text.empty() ? mail.value("subject", std::string{"(no subject)"}) : text;
}

std::string content(const Json& mail, const std::string& type) {
  for (const Json& part : mail.value("content", Json::array())) {
    if (part["type"] == type) return part["value"];
  }
  return {};
}

// A link in the sandboxed frame opens as a page of its own.
std::string framed(const std::string& html) {
  return "<iframe title=\"The mail as HTML\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"" +
         escape_html("<base target=\"_blank\">" + html) + "\"></iframe>";
}

Json summary(const Json& stored) {
  const Json& mail = stored["mail"];
  return {{"number", stored["number"]},
          {"message_id", stored["message_id"]},
          {"received_at", stored["received_at"]},
          {"to", recipients(mail)},
          {"from", address_text(mail["from"])},
          {"subject", subject(mail)},
          {"text", content(mail, "text/plain")},
          {"html", content(mail, "text/html")},
          {"custom_args", mail.value("custom_args", Json::object())},
          {"events", stored.value("events", Json::array())},
          {"mail", mail}};
}

std::string events_text(const Json& mail) {
  std::string text;
  for (const Json& event : mail["events"]) text += (text.empty() ? "" : ", ") + event.get<std::string>();
  return escape_html(text);
}

std::vector<Json> newest_first(World& world) {
  const auto access = world.state.read();
  std::vector<Json> mails;
  for (const Json& stored : access.root["sendgrid"]["mails"]) mails.push_back(summary(stored));
  std::reverse(mails.begin(), mails.end());
  return mails;
}

}  // namespace

http::Response mailbox_page(World& world) {
  std::string rows;
  for (const Json& mail : newest_first(world)) {
    const std::string number = std::to_string(mail["number"].get<std::int64_t>());
    rows += "<tr><td>" + time_text(mail["received_at"]) + "</td><td>" + escape_html(mail["to"]) +
            "</td><td><a href=\"/mailbox/" + number + "\">" + escape_html(mail["subject"]) + "</a></td><td>" +
            events_text(mail) + "</td></tr>";
  }
  if (rows.empty()) return page(200, "Mailbox", "<p>No mail has arrived yet.</p>");
  return page(
      200, "Mailbox",
      "<table><thead><tr><th>Received</th><th>To</th><th>Subject</th><th>What became of it</th></tr></thead><tbody>" + rows + "</tbody></table>");
}

http::Response mail_page(World& world, const std::string& number) {
  for (const Json& mail : newest_first(world)) {
    if (std::to_string(mail["number"].get<std::int64_t>()) != number) continue;
    std::string html = "<p><a href=\"/mailbox\">&larr; Mailbox</a></p><p>From: " + escape_html(mail["from"]) +
                       "<br>To: " + escape_html(mail["to"]) + "<br>Received: " + time_text(mail["received_at"]) +
                       "<br>What became of it: " + events_text(mail) + "</p>";
    if (!mail["html"].get<std::string>().empty()) html += "<h2>HTML</h2>" + framed(mail["html"]);
    html += "<h2>Text</h2><pre id=\"text\">" + escape_html(mail["text"]) + "</pre>";
    return page(200, mail["subject"], html);
  }
  return page(404, "No such mail", "<p><a href=\"/mailbox\">Mailbox</a></p>");
}

http::Response mailbox_json(World& world) { return json_answer(200, newest_first(world)); }

}  // namespace sandbox::sendgrid
