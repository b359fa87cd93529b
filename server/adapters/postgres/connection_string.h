#pragma once

#include <string>

namespace adapters::postgres {

// Limits that the server keeps for us, so that a lost lock or query cannot hold a request for ever.
struct SessionLimits {
  int connect_timeout_s = 5;
  int statement_timeout_ms = 10'000;
  int lock_timeout_ms = 5'000;
  int idle_in_transaction_timeout_ms = 20'000;
};

// Merges the limits, UTC and our name into DATABASE_URL, which is a postgresql:// URI or "key=value ..." pairs.
// `options` that the URL brings along are kept, ours then stay out.
std::string with_session_settings(const std::string& database_url, const SessionLimits& limits);

}  // namespace adapters::postgres
