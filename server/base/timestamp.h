#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// UTC, milliseconds.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

std::string to_rfc3339(Timestamp time);  // "2026-11-22T09:30:00.000Z"

// Accepts "2026-11-22T09:30:00[.fraction]Z|+hh:mm" and a blank instead of T.
std::optional<Timestamp> from_rfc3339(std::string_view text);

Timestamp from_unix_seconds(long long seconds);
long long to_unix_seconds(Timestamp time);

}  // namespace base
