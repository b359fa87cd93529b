#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace http {

int status_of(base::ErrorCode code);

// RFC 9457 application/problem+json. Shows the error's public message and field, never its cause.
Response problem(const base::Error& error);
Response problem(const base::Error& error, int status, const nlohmann::json& extra_members);

Response json_response(int status, const nlohmann::json& body);

}  // namespace http
