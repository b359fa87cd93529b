#pragma once

#include <string>

#include "adapters/http_client/http_client.h"

namespace adapters::http_client {

// Fetches a picture from our own public address, as a stranger would: no redirect, 200, a picture by its Content-Type, at
// most 50 MB, and where the address names a SHA-256 (".../<64 hex digits>.png") these very bytes. Anything else is
// kUnavailable: what stands between us and the public may be out of order for a while.
base::Result<void> check_public_file(HttpClient& http, const std::string& url);

}  // namespace adapters::http_client
