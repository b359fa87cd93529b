#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/services/world.h"

namespace sandbox {

enum class WebhookSource { kStripe, kPrintful, kPrintify, kEasypost, kSendgrid };

// Puts a webhook in line (SendGrid's payload is an array of events) inside an edit of the state: it survives with the change that caused it. Sent copies and
// delay follow "settings"; `delay_ms` comes on top. Returns the queue entry's id.
std::string enqueue_webhook(nlohmann::json& root, WebhookSource source, const nlohmann::json& payload,
                            std::int64_t now_ms, std::int64_t delay_ms = 0);

// Sends one that is due (or `only`, due or not) over HTTP and either crosses it off or plans the next try after
// 1, 2, 4, 8, 16, 32 seconds. False when none was due.
bool deliver_next_webhook(World& world, const std::optional<std::string>& only = std::nullopt);

}  // namespace sandbox
