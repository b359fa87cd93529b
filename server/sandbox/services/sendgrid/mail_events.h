#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "sandbox/services/world.h"

namespace sandbox::sendgrid {

// What becomes of a stored mail, and the event webhooks that tell it, inside an edit of the state. By the address:
// "bounce..." bounces, "drop..." is dropped without an attempt, "spam..." is delivered and reported, all others are
// delivered. The setting "sendgrid_events" says whether the webhooks are sent.
void decide_fate(nlohmann::json& root, nlohmann::json& stored, std::int64_t now_ms);

}  // namespace sandbox::sendgrid
