#pragma once

#include <string>

#include "http/message.h"

namespace http {

struct WireOptions {
  bool head = false;  // the request was HEAD: everything but the body
  bool keep_alive = true;
  std::string request_id;  // sent as Request-Id unless the handler set one
};

// The bytes of an HTTP/1.1 answer. Header names or values that would break the framing (control characters) are left
// out, as are those that this function itself is responsible for (Content-Length, Connection).
std::string write_response(const Response& response, const WireOptions& options);

std::string_view reason_phrase(int status);

}  // namespace http
