#include "http/problem.h"

#include <nlohmann/json.hpp>

namespace http {
namespace {

using base::ErrorCode;
using nlohmann::json;

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 409: return "Conflict";
    case 413: return "Content too large";
    case 415: return "Unsupported media type";
    case 429: return "Too many requests";
    case 503: return "Service unavailable";
    default: return "Internal server error";
  }
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput: return 400;
    case ErrorCode::kUnauthenticated: return 401;
    case ErrorCode::kForbidden: return 403;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kConflict: return 409;
    case ErrorCode::kTooLarge: return 413;
    case ErrorCode::kUnsupportedMedia: return 415;
    case ErrorCode::kRateLimited: return 429;
    case ErrorCode::kUnavailable:
    case ErrorCode::kUnanswered: return 503;
    case ErrorCode::kInternal: return 500;
  }
  return 500;
}

Response json_response(int status, const json& body) {
  return {status, "application/json", body.dump(-1, ' ', false, json::error_handler_t::replace), {}};
}

Response problem(const base::Error& error, int status, const json& extra_members) {
  json body{{"type", "about:blank"},
            {"title", title_of(status)},
            {"status", status},
            {"detail", error.public_message},
            {"code", error_code_name(error.code)}};
  if (!error.field.empty()) {
    body["errors"] = json::array({{{"field", error.field}, {"message", error.public_message}}});
  }
  body.update(extra_members);
  Response response = json_response(status, body);
  response.content_type = "application/problem+json";
  if (base::is_transient(error.code)) response.headers.emplace_back("Retry-After", "5");
  return response;
}

Response problem(const base::Error& error) { return problem(error, status_of(error.code), json::object()); }

}  // namespace http
