#include "sandbox/services/stripe/errors.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"

namespace sandbox::stripe {

ApiFailure invalid(std::string code, std::string message, std::string param) {
  return ApiFailure(ApiError{400, "invalid_request_error", std::move(code), std::move(message), std::move(param)});
}

ApiFailure missing(const std::string& param) {
  return invalid("parameter_missing", "Missing required param: " + param + ".", param);
}

ApiFailure no_such(const std::string& what, const std::string& id, const std::string& param) {
  const int status = param == "id" ? 404 : 400;
  return ApiFailure(
      ApiError{status, "invalid_request_error", "resource_missing", "No such " + what + ": '" + id + "'", param});
}

http::Response error_answer(const ApiError& error) {
  nlohmann::json body = {{"type", error.type}, {"message", error.message}};
  if (!error.code.empty()) {
    body["code"] = error.code;
    body["doc_url"] = "https://stripe.com/docs/error-codes/" + error.code;
  }
  if (!error.param.empty()) body["param"] = error.param;
  return json_answer(error.status, {{"error", body}}, 2);
}

}  // namespace sandbox::stripe
