#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/services/world.h"

namespace sandbox::stripe {

inline constexpr const char* kApiVersion = "2026-10-28.endive";

// Records an event about a copy of `object` inside an edit of the state and, when the shop's webhook endpoint listens
// to that type and the switch allows it, puts it in line. Returns the id of the queue entry, if there is one.
std::optional<std::string> emit_event(nlohmann::json& root, const std::string& type, const nlohmann::json& object,
                                      std::int64_t now_ms);

}  // namespace sandbox::stripe
