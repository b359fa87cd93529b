#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "adapters/http_client/http_client.h"
#include "base/secret.h"
#include "domain/provider_gate.h"

namespace adapters::easypost {

struct EasypostConfig {
  std::string api_base = "https://api.easypost.com/v2";  // without a slash at the end
  base::Secret key;                                      // EZAK... or EZTK... (test)
};

inline constexpr std::string_view kGateName = "easypost";
// EasyPost publishes no number; ten a second is far below what it takes.
inline constexpr domain::GateRules kGateRules{.spacing = std::chrono::milliseconds{100}, .burst = 10};

// POST /<path> with a JSON body under the key as user and no password. What was refused is kInvalidInput with EasyPost's
// words in the cause; the key's refusal is kInternal.
base::Result<nlohmann::json> post(http_client::HttpClient& http, const EasypostConfig& config, const std::string& path,
                                  const nlohmann::json& body);

}  // namespace adapters::easypost
