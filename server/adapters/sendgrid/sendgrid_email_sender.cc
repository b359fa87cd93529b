#include "adapters/sendgrid/sendgrid_email_sender.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::sendgrid {
namespace {

using base::ErrorCode;
using nlohmann::json;

constexpr const char* kTryAgain = "The mail service is busy. We will try again.";
constexpr const char* kOurFault = "Something went wrong on our side.";
constexpr const char* kRefused = "This mail could not be sent.";

bool is_address(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos &&
         text.find_first_of(" \t\r\n<>,;\"") == std::string::npos;
}

std::string trim(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\"");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\"") - first + 1);
}

std::string message_body(const Mailbox& from, const ports::Email& email) {
  json sender = {{"email", from.address}};
  if (!from.name.empty()) sender["name"] = from.name;
  json content = json::array();  // plain text must come first
  if (!email.text.empty()) content.push_back({{"type", "text/plain"}, {"value", email.text}});
  if (!email.html.empty()) content.push_back({{"type", "text/html"}, {"value", email.html}});
  json message = {
      {"personalizations", json::array({{{"to", json::array({{{"email", email.to}}})},
                                         {"custom_args", {{"mail_id", email.mail_id}}}}})},
      {"from", std::move(sender)},
      {"subject", email.subject},
      {"content", std::move(content)},
      {"tracking_settings",
       {{"click_tracking", {{"enable", false}, {"enable_text", false}}}, {"open_tracking", {{"enable", false}}}}}};
  if (!email.category.empty()) message["categories"] = json::array({email.category});
  return message.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Field and help only: messages may repeat an address.
std::string describe(const http_client::HttpResponse& response) {
  std::string cause = "SendGrid answered " + std::to_string(response.status);
  const auto body = http_client::parse_json(response.body);
  if (body && http_client::member(*body, {"errors"}).is_array()) {
    for (const json& error : http_client::member(*body, {"errors"})) {
      cause += ", field " + http_client::text_at(error, {"field"});
    }
  }
  if (const auto reset = response.header("x-ratelimit-reset"); !reset.empty()) cause += ", X-RateLimit-Reset " + reset;
  return http_client::for_log(cause);
}

base::Failure refusal(const http_client::HttpResponse& response) {
  const std::string cause = describe(response);
  if (response.status == 429) return base::fail(ErrorCode::kRateLimited, kTryAgain, cause);
  if (response.status >= 500) return base::fail(ErrorCode::kUnavailable, kTryAgain, cause);
  if (response.status == 401 || response.status == 403) {
    return base::fail(ErrorCode::kInternal, kOurFault, "SENDGRID_API_KEY was refused: " + cause);
  }
  if (response.status == 400 || response.status == 413) return base::fail(ErrorCode::kInvalidInput, kRefused, cause);
  return base::fail(ErrorCode::kInternal, kOurFault, cause);
}

}  // namespace

base::Result<Mailbox> parse_mailbox(const std::string& text) {
  Mailbox mailbox{trim(text), {}};
  if (const auto open = text.rfind('<'); open != std::string::npos && text.back() == '>') {
    mailbox = {text.substr(open + 1, text.size() - open - 2), trim(text.substr(0, open))};
  }
  if (!is_address(mailbox.address) || mailbox.name.find_first_of("\r\n<>") != std::string::npos) {
    return base::fail(ErrorCode::kInvalidInput, "This is not a mail address.", "neither an address nor \"Name <address>\"");
  }
  return mailbox;
}

SendgridEmailSender::SendgridEmailSender(http_client::HttpClient& http, SendgridConfig config)
    : http_(http), config_(std::move(config)) {}

base::Result<std::string> SendgridEmailSender::send(const ports::Email& email) {
  const auto from = parse_mailbox(config_.mail_from);
  if (!from) return base::fail(ErrorCode::kInternal, kOurFault, "MAIL_FROM: " + from.error().cause);
  if (!is_address(email.to)) return base::fail(ErrorCode::kInvalidInput, kRefused, "no usable recipient", "to");
  if (email.subject.empty() || (email.text.empty() && email.html.empty())) {
    return base::fail(ErrorCode::kInvalidInput, kRefused, "no subject or no content");
  }
  http_client::HttpRequest request;
  request.method = "POST";
  request.repeatable = false;
  request.url = config_.api_base + "/v3/mail/send";
  request.headers = {{"Authorization", "Bearer " + config_.api_key.expose()}, {"Content-Type", "application/json"}};
  request.body = message_body(*from, email);
  const auto response = http_.send(request);
  if (!response) return base::forward_error(response);
  if (response->status != 202) return refusal(*response);
  return response->header("x-message-id");
}

}  // namespace adapters::sendgrid
