#include "sandbox/services/sendgrid/mail_check.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

namespace sandbox::sendgrid {
namespace {

using Json = nlohmann::json;
using Fault = std::optional<MailFault>;

constexpr std::array<std::string_view, 18> kMembers = {
    "asm",           "attachments", "batch_id",     "categories",    "content",           "custom_args",
    "from",          "headers",     "ip_pool_name", "mail_settings", "personalizations",  "reply_to",
    "reply_to_list", "send_at",     "subject",      "template_id",   "tracking_settings", "sections"};

std::string text_at(const Json& node, const char* name) {
  const auto found = node.find(name);
  return found != node.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool is_address(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at != 0 && text.find('@', at + 1) == std::string::npos &&
         text.find('.', at) != std::string::npos && !text.ends_with('.') &&
         text.find_first_of(" \t\r\n<>,;\"") == std::string::npos;
}

Fault check_address(const Json& address, const std::string& field) {
  if (!address.is_object()) return MailFault{"The " + field + " parameter should be an object.", field};
  const std::string email = text_at(address, "email");
  if (email.empty()) return MailFault{"The " + field + " email address is required.", field + ".email"};
  if (!is_address(email)) return MailFault{"Does not contain a valid address.", field + ".email"};
  if (address.contains("name") && !address["name"].is_string()) {
    return MailFault{"The name parameter should be a string.", field + ".name"};
  }
  return std::nullopt;
}

Fault check_texts(const Json& node, const char* name, const std::string& field) {
  if (!node.contains(name)) return std::nullopt;
  if (!node[name].is_object()) return MailFault{std::string(name) + " should be an object.", field};
  for (const auto& [key, value] : node[name].items()) {
    if (!value.is_string()) return MailFault{std::string(name) + " values must be strings.", field + "." + key};
  }
  if (node[name].dump().size() > 10000) return MailFault{std::string(name) + " may have at most 10000 bytes.", field};
  return std::nullopt;
}

Fault check_personalization(const Json& one, const std::string& field) {
  if (!one.is_object() || !one.contains("to") || !one["to"].is_array() || one["to"].empty()) {
    return MailFault{
        "The to array is required for all personalization objects, and must have at least one email object "
        "with a valid email address.",
        field + ".to"};
  }
  std::set<std::string> seen;
  for (const char* kind : {"to", "cc", "bcc"}) {
    if (!one.contains(kind)) continue;
    for (std::size_t i = 0; i < one[kind].size(); ++i) {
      const std::string place = field + "." + kind + "." + std::to_string(i);
      if (auto fault = check_address(one[kind][i], place)) return fault;
      std::string email = text_at(one[kind][i], "email");
      std::transform(email.begin(), email.end(), email.begin(), [](unsigned char c) { return std::tolower(c); });
      if (!seen.insert(email).second) {
        return MailFault{
            "Each email address in the personalization block should be unique between to, cc, and bcc. We "
            "found the first duplicate instance of [" +
                email + "] in the " + place + " field.",
            field};
      }
    }
  }
  return check_texts(one, "custom_args", field + ".custom_args");
}

Fault check_content(const Json& content) {
  if (!content.is_array() || content.empty()) {
    return MailFault{
        "Unless a valid template_id is provided, the content parameter is required. There must be at least "
        "one defined content block.",
        "content"};
  }
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::string place = "content." + std::to_string(i);
    if (!content[i].is_object()) return MailFault{"The content should be an object.", place};
    if (text_at(content[i], "type").find('/') == std::string::npos)
      return MailFault{"The content type is required.", place + ".type"};
    if (text_at(content[i], "value").empty()) {
      return MailFault{"The content value must be a string at least one character in length.", place + ".value"};
    }
    if (text_at(content[i], "type") == "text/plain" && i > 0) {
      return MailFault{
          "If present, text/plain and text/html may only be provided once and must be the first and second "
          "content types.",
          "content"};
    }
  }
  return std::nullopt;
}

bool has_subject(const Json& mail) {
  if (!text_at(mail, "subject").empty()) return true;
  return std::all_of(mail["personalizations"].begin(), mail["personalizations"].end(),
                     [](const Json& one) { return !text_at(one, "subject").empty(); });
}

}  // namespace

Fault check_mail(const Json& mail) {
  if (!mail.is_object()) return MailFault{"Bad Request", ""};
  for (const auto& [name, value] : mail.items()) {
    if (std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end()) {
      return MailFault{"Additional property " + name + " is not allowed", name};
    }
  }
  const Json personalizations = mail.value("personalizations", Json());
  if (!personalizations.is_array() || personalizations.empty() || personalizations.size() > 1000) {
    return MailFault{"The personalizations field is required and must have at least one personalization.",
                     "personalizations"};
  }
  for (std::size_t i = 0; i < personalizations.size(); ++i) {
    if (auto fault = check_personalization(personalizations[i], "personalizations." + std::to_string(i))) return fault;
  }
  if (!mail.contains("from"))
    return MailFault{
        "The from object must be provided for every email send. It is an object that requires the email parameter, but "
        "may also contain a name parameter.",
        "from.email"};
  if (auto fault = check_address(mail["from"], "from")) return fault;
  if (mail.contains("reply_to")) {
    if (auto fault = check_address(mail["reply_to"], "reply_to")) return fault;
  }
  const bool template_given = !text_at(mail, "template_id").empty();
  if (!template_given && !has_subject(mail)) {
    return MailFault{
        "The subject is required. You can get around this requirement if you use a template with a subject "
        "defined or if every personalization has a subject defined.",
        "subject"};
  }
  if (!template_given || mail.contains("content")) {
    if (auto fault = check_content(mail.value("content", Json()))) return fault;
  }
  if (mail.contains("categories") && (!mail["categories"].is_array() || mail["categories"].size() > 10)) {
    return MailFault{"There may be at most 10 categories.", "categories"};
  }
  return check_texts(mail, "custom_args", "custom_args");
}

}  // namespace sandbox::sendgrid
