#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>

#include "http/message.h"

namespace sandbox::printify {

struct ApiError {
  int status = 400;
  int code = 0;  // Printify's number
  std::string message;
  std::string reason;
};

template <class T>
using ApiResult = tl::expected<T, ApiError>;
using ApiFailure = tl::unexpected<ApiError>;

ApiFailure invalid(std::string reason);  // 400, "Validation failed."
ApiFailure not_possible(std::string reason);
ApiFailure not_found();

http::Response error_answer(const ApiError& error);

}  // namespace sandbox::printify
