#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace adapters::http_client {

struct HttpRequest {
  std::string method = "GET";
  std::string url{};  // http or https
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  int timeout_ms = 20'000;  // of the whole exchange
  int connect_timeout_ms = 5'000;
  std::size_t max_response_bytes = 4u << 20;
  // Whether asking again does no harm. Where it does, an answer that got lost on the way is kUnanswered.
  bool repeatable = true;
  // Asked with less time than the service may need: that no answer came in time says nothing about the service.
  bool hasty = false;
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; the last one where a name repeats
  std::string body;

  // Empty when absent. `name` in lower case.
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
  }
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Sends once: nothing but a GET travels on a kept connection (see CurlHttpClient).
  // Any answer, whatever its status, is a value. No answer (refused, timed out, bad certificate, over the limit) is
  // kUnavailable; kUnanswered where a request that is not repeatable had left. A redirect is an answer; it is not followed. Causes name method, host and path only. Thread-safe.
  virtual base::Result<HttpResponse> send(const HttpRequest& request) = 0;
};

}  // namespace adapters::http_client
