#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>

#include "http/message.h"

namespace sandbox::printful {

struct ApiError {
  int status = 400;
  std::string reason;  // "BadRequest", "NotFound", "OR-13"
  std::string message;
};

template <class T>
using ApiResult = tl::expected<T, ApiError>;
using ApiFailure = tl::unexpected<ApiError>;

ApiFailure refuse(int status, std::string reason, std::string message);
ApiFailure bad_request(std::string message);
ApiFailure not_found();

http::Response v1_result(const nlohmann::json& result);
http::Response v1_error(const ApiError& error);
http::Response v2_error(const ApiError& error);

}  // namespace sandbox::printful
