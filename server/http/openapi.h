#pragma once

#include <string_view>

namespace http {

// The contract of the shop's HTTP API, http/openapi.json compiled in.
std::string_view openapi_document();

}  // namespace http
