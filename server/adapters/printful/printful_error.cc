#include "adapters/printful/printful_error.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::printful {
namespace {

using base::ErrorCode;
using http_client::text_at;
using nlohmann::json;

constexpr const char* kTryAgain = "The printer is busy. We will try again.";
constexpr const char* kRefused = "The printer did not accept this order.";

std::string message_of(const json& body) {
  std::string message;
  for (const std::string& part : {text_at(body, {"error", "reason"}), text_at(body, {"error", "message"}),
                                  text_at(body, {"title"}), text_at(body, {"detail"})}) {
    if (!part.empty()) message += (message.empty() ? "" : " ") + part;
  }
  return message.empty() ? text_at(body, {"result"}) : message;
}

bool is_external_id_in_use(const std::string& message) {
  return message.find("OR-13") != std::string::npos || message.find("EXTERNAL_ID_IN_USE") != std::string::npos;
}

}  // namespace

bool says_not_found(const http_client::HttpResponse& response) {
  if (response.status != 404) return false;
  const auto body = http_client::parse_json(response.body);
  return body && (text_at(*body, {"code"}) == "404" || text_at(*body, {"status"}) == "404");
}

base::Failure refusal(const http_client::HttpResponse& response) {
  const auto parsed = http_client::parse_json(response.body);
  const std::string message = parsed ? message_of(*parsed) : std::string{};
  std::string cause = "Printful answered " + std::to_string(response.status);
  if (!message.empty()) cause += ": " + message;
  cause = http_client::for_log(cause);
  if (const std::string wait = response.header("retry-after"); !wait.empty()) {
    cause += ", Retry-After " + http_client::for_log(wait);
  }
  if (is_external_id_in_use(message)) {
    return base::fail(ErrorCode::kConflict, "The printer has this order already.", cause);
  }
  switch (response.status) {
    case 401:
    case 403:
      return base::fail(ErrorCode::kInternal, "Something went wrong on our side.", "PRINTFUL_TOKEN was refused: " + cause);
    case 419:  // v1's warning that the limit is near
    case 429: return base::fail(ErrorCode::kRateLimited, kTryAgain, cause);
    default: break;
  }
  if (response.status >= 500 || !parsed) return base::fail(ErrorCode::kUnavailable, kTryAgain, cause);
  return base::fail(ErrorCode::kInvalidInput, kRefused, cause);
}

}  // namespace adapters::printful
