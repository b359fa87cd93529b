#include "adapters/printify/printify_error.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::printify {
namespace {

using base::ErrorCode;
using http_client::text_at;
using nlohmann::json;

std::string message_of(const json& body) {
  std::string message;
  for (const std::string& part : {text_at(body, {"message"}), text_at(body, {"errors", "reason"}), text_at(body, {"error"})}) {
    if (!part.empty()) message += (message.empty() ? "" : " ") + part;
  }
  return message;
}

}  // namespace

base::Failure refusal(const http_client::HttpResponse& response) {
  const auto parsed = http_client::parse_json(response.body);
  std::string cause = "Printify answered " + std::to_string(response.status);
  if (const std::string message = parsed ? message_of(*parsed) : std::string{}; !message.empty()) cause += ": " + message;
  cause = http_client::for_log(cause);
  switch (response.status) {
    case 401:
    case 403:
      return base::fail(ErrorCode::kInternal, "Something went wrong on our side.", "PRINTIFY_TOKEN was refused: " + cause);
    case 429: return base::fail(ErrorCode::kRateLimited, "The printer is busy. We will try again.", cause);
    default: break;
  }
  const bool unclear = response.status >= 500 || response.status < 400 || !parsed;
  if (unclear) return base::fail(ErrorCode::kUnavailable, "The printer is busy. We will try again.", cause);
  return base::fail(ErrorCode::kInvalidInput, "The printer did not accept this order.", cause);
}

bool says_not_found(const http_client::HttpResponse& response) {
  if (response.status != 404) return false;
  const auto body = http_client::parse_json(response.body);
  return body && body->is_object() && !message_of(*body).empty();
}

bool may_have_worked(const base::Result<http_client::HttpResponse>& sent) {
  if (!sent) return sent.error().code == ErrorCode::kUnanswered;
  const int status = sent->status;
  return status >= 500 || status < 400;
}

}  // namespace adapters::printify
