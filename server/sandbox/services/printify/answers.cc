#include "sandbox/services/printify/answers.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"

namespace sandbox::printify {

ApiFailure invalid(std::string reason) { return ApiFailure({400, 8150, "Validation failed.", std::move(reason)}); }

ApiFailure not_possible(std::string reason) { return ApiFailure({400, 8502, "Operation failed.", std::move(reason)}); }

ApiFailure not_found() { return ApiFailure({404, 0, "Not found", {}}); }

http::Response error_answer(const ApiError& error) {
  if (error.code == 0) return json_answer(error.status, {{"error", error.message}});
  return json_answer(error.status, {{"status", "error"},
                                    {"code", error.code},
                                    {"message", error.message},
                                    {"errors", {{"reason", error.reason}, {"code", error.code}}}});
}

}  // namespace sandbox::printify
