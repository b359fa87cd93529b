#include "sandbox/services/printful/answers.h"

#include <nlohmann/json.hpp>

#include "http/wire.h"
#include "sandbox/services/answers.h"

namespace sandbox::printful {

ApiFailure refuse(int status, std::string reason, std::string message) {
  return ApiFailure(ApiError{status, std::move(reason), std::move(message)});
}

ApiFailure bad_request(std::string message) { return refuse(400, "BadRequest", std::move(message)); }

ApiFailure not_found() { return refuse(404, "NotFound", "Not found"); }

http::Response v1_result(const nlohmann::json& result) { return json_answer(200, {{"code", 200}, {"result", result}}); }

http::Response v1_error(const ApiError& error) {
  return json_answer(error.status, {{"code", error.status},
                                    {"result", error.message},
                                    {"error", {{"reason", error.reason}, {"message", error.message}}}});
}

http::Response v2_error(const ApiError& error) {
  // Authentication fails in the form of version 1 there as well.
  if (error.status == 401) return v1_error(error);
  http::Response response = json_answer(error.status, {{"type", "https://developers.printful.com/docs/v2-beta/#errors"},
                                                       {"status", error.status},
                                                       {"title", http::reason_phrase(error.status)},
                                                       {"detail", error.message},
                                                       {"instance", "/v2"}});
  response.content_type = "application/problem+json";
  return response;
}

}  // namespace sandbox::printful
