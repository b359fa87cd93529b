#pragma once

#include <string>
#include <tl/expected.hpp>

#include "http/message.h"

namespace sandbox::stripe {

// One of the API's error bodies. Empty members are left out.
struct ApiError {
  int status = 400;
  std::string type = "invalid_request_error";
  std::string code;
  std::string message;
  std::string param;
};

template <class T>
using ApiResult = tl::expected<T, ApiError>;
using ApiFailure = tl::unexpected<ApiError>;

ApiFailure invalid(std::string code, std::string message, std::string param = {});
ApiFailure missing(const std::string& param);
ApiFailure no_such(const std::string& what, const std::string& id, const std::string& param);

http::Response error_answer(const ApiError& error);

}  // namespace sandbox::stripe
