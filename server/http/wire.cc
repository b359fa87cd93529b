#include "http/wire.h"

#include <algorithm>
#include <array>

namespace http {
namespace {

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr std::array kReasons = {Reason{200, "OK"},
                                 Reason{201, "Created"},
                                 Reason{202, "Accepted"},
                                 Reason{204, "No Content"},
                                 Reason{301, "Moved Permanently"},
                                 Reason{302, "Found"},
                                 Reason{303, "See Other"},
                                 Reason{304, "Not Modified"},
                                 Reason{307, "Temporary Redirect"},
                                 Reason{308, "Permanent Redirect"},
                                 Reason{400, "Bad Request"},
                                 Reason{401, "Unauthorized"},
                                 Reason{402, "Payment Required"},
                                 Reason{403, "Forbidden"},
                                 Reason{404, "Not Found"},
                                 Reason{405, "Method Not Allowed"},
                                 Reason{406, "Not Acceptable"},
                                 Reason{408, "Request Timeout"},
                                 Reason{409, "Conflict"},
                                 Reason{410, "Gone"},
                                 Reason{413, "Content Too Large"},
                                 Reason{415, "Unsupported Media Type"},
                                 Reason{422, "Unprocessable Content"},
                                 Reason{429, "Too Many Requests"},
                                 Reason{500, "Internal Server Error"},
                                 Reason{502, "Bad Gateway"},
                                 Reason{503, "Service Unavailable"},
                                 Reason{504, "Gateway Timeout"}};

bool equal_ignoring_case(std::string_view a, std::string_view lower_case) {
  return std::equal(a.begin(), a.end(), lower_case.begin(), lower_case.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == y; });
}

bool is_safe(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

bool is_name(std::string_view text) {
  return !text.empty() && is_safe(text) && text.find_first_of(" :\t") == std::string_view::npos;
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void add_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto found =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& r) { return r.status == status; });
  return found == kReasons.end() ? "Unknown" : found->phrase;
}

std::string write_response(const Response& response, const WireOptions& options) {
  std::string out;
  out.reserve(response.body.size() + 512);
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_phrase(response.status));
  out.append("\r\n");

  bool has_request_id = false;
  for (const auto& [name, value] : response.headers) {
    if (!is_name(name) || !is_safe(value)) continue;
    if (equal_ignoring_case(name, "content-length") || equal_ignoring_case(name, "connection")) continue;
    has_request_id = has_request_id || equal_ignoring_case(name, "request-id");
    add_header(out, name, value);
  }
  if (!has_request_id && is_safe(options.request_id)) add_header(out, "Request-Id", options.request_id);
  if (has_body(response.status)) {
    if (!response.content_type.empty() && is_safe(response.content_type)) {
      add_header(out, "Content-Type", response.content_type);
    }
    add_header(out, "Content-Length", std::to_string(response.body.size()));
  }
  add_header(out, "Connection", options.keep_alive ? "keep-alive" : "close");
  out.append("\r\n");
  if (has_body(response.status) && !options.head) out.append(response.body);
  return out;
}

}  // namespace http
