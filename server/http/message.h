#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/language.h"

namespace http {

// One request as handlers see it: decoded once, nothing of the HTTP library in it.
struct Request {
  std::string method;                                 // "GET", "POST" ...; HEAD arrives as GET
  std::string path;                                   // percent-decoded, without the query: "/orders/PP-7K2M"
  std::map<std::string, std::string, std::less<>> query;    // percent-decoded; of repeated names the first
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::string body;                                   // raw bytes, as signed by webhook senders
  std::string id;                                     // for the log and the Request-Id answer header
  domain::Language language = domain::Language::kEnglish;  // of the answer; read from the address or Accept-Language

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
  }
  [[nodiscard]] std::optional<std::string> query_value(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::nullopt : std::optional{found->second};
  }
};

struct Response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // in order; repeated names allowed (Set-Cookie)

  // For stand-ins that misbehave on purpose: so many bytes of the answer, then the end of the connection; 0 resets it.
  std::optional<std::size_t> cut_after_bytes = std::nullopt;
};

using Handler = std::function<Response(const Request&)>;

}  // namespace http
