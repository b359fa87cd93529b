#include "adapters/stripe/stripe_error.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::stripe {
namespace {

using base::ErrorCode;
using http_client::text_at;

constexpr const char* kTryAgain = "The payment service is busy. Please try again in a moment.";
constexpr const char* kOurFault = "Something went wrong on our side. Please try again later.";
constexpr const char* kRefused = "The payment service did not accept this order.";

std::string describe(const http_client::HttpResponse& response, const nlohmann::json& error) {
  std::string cause = "Stripe answered " + std::to_string(response.status);
  for (const std::string_view name : {"type", "code", "param"}) {
    if (const std::string value = text_at(error, {name}); !value.empty()) cause += ", " + std::string(name) + " " + value;
  }
  // The message of a refused key shows parts of it.
  if (const std::string message = text_at(error, {"message"}); response.status == 400 && !message.empty()) {
    cause += ", \"" + message + "\"";
  }
  if (const std::string id = response.header("request-id"); !id.empty()) cause += ", request " + id;
  return http_client::for_log(cause);
}

}  // namespace

bool is_stored_failure(const base::Result<http_client::HttpResponse>& response) {
  return response && response->status >= 500 && response->header("idempotent-replayed") == "true";
}

bool is_worth_another_try(const base::Result<http_client::HttpResponse>& response) {
  if (!response) return response.error().code == ErrorCode::kUnavailable;
  if (is_stored_failure(response)) return false;
  const std::string advice = response->header("stripe-should-retry");
  if (advice == "false") return false;
  if (advice == "true") return true;
  return response->status == 409 || response->status >= 500;
}

base::Failure refusal(const http_client::HttpResponse& response) {
  const auto parsed = http_client::parse_json(response.body);
  const nlohmann::json error = parsed ? http_client::member(*parsed, {"error"}) : nlohmann::json{};
  const std::string cause = describe(response, error);
  switch (response.status) {
    case 401:
    case 403: return base::fail(ErrorCode::kInternal, kOurFault, "STRIPE_SECRET_KEY was refused: " + cause);
    case 404: return base::fail(ErrorCode::kNotFound, "We could not find this payment.", cause);
    case 409: return base::fail(ErrorCode::kUnavailable, kTryAgain, cause);  // the same key is still being worked on
    case 429: return base::fail(ErrorCode::kRateLimited, kTryAgain, cause);
    default: break;
  }
  if (response.status >= 500) return base::fail(ErrorCode::kUnavailable, kTryAgain, cause);
  // One key with two different bodies is a mistake of ours, not of the buyer.
  if (text_at(error, {"type"}) == "idempotency_error") return base::fail(ErrorCode::kInternal, kOurFault, cause);
  return base::fail(ErrorCode::kInvalidInput, kRefused, cause);
}

}  // namespace adapters::stripe
