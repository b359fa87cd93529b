#include "adapters/postgres/connection_string.h"

#include <utility>
#include <vector>

namespace adapters::postgres {
namespace {

std::string server_options(const SessionLimits& limits) {
  return "-c statement_timeout=" + std::to_string(limits.statement_timeout_ms) +
         " -c lock_timeout=" + std::to_string(limits.lock_timeout_ms) +
         " -c idle_in_transaction_session_timeout=" + std::to_string(limits.idle_in_transaction_timeout_ms) +
         " -c timezone=UTC -c datestyle=ISO -c client_min_messages=warning";
}

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    if (c == ' ') encoded += "%20";
    else if (c == '=') encoded += "%3D";
    else encoded += c;
  }
  return encoded;
}

}  // namespace

std::string with_session_settings(const std::string& database_url, const SessionLimits& limits) {
  const bool is_uri = database_url.starts_with("postgres://") || database_url.starts_with("postgresql://");
  const std::vector<std::pair<std::string, std::string>> settings = {
      {"connect_timeout", std::to_string(limits.connect_timeout_s)},
      {"application_name", "picasso_pet"},
      {"options", server_options(limits)},
  };
  std::string merged = database_url;
  for (const auto& [name, value] : settings) {
    if (database_url.find(name + "=") != std::string::npos) continue;
    if (is_uri) {
      merged += (merged.find('?') == std::string::npos ? "?" : "&") + name + "=" + percent_encoded(value);
    } else {
      merged += " " + name + "='" + value + "'";
    }
  }
  return merged;
}

}  // namespace adapters::postgres
