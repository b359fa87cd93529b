#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace adapters::http_client {

// Reading other services' JSON without trusting its shape: what is absent, null or of another type reads as empty.

// Nothing when it is not JSON.
std::optional<nlohmann::json> parse_json(std::string_view text);

// The member at `path`; a null where a step is missing. Lives as long as `value`.
const nlohmann::json& member(const nlohmann::json& value, std::initializer_list<std::string_view> path);

// A string, or an integer in digits (some services send numbers where they document strings).
std::string text_at(const nlohmann::json& value, std::initializer_list<std::string_view> path);
std::int64_t integer_at(const nlohmann::json& value, std::initializer_list<std::string_view> path);
bool flag_at(const nlohmann::json& value, std::initializer_list<std::string_view> path);

// Seconds since 1970 (as a number or in digits) or RFC 3339.
std::optional<base::Timestamp> time_at(const nlohmann::json& value, std::initializer_list<std::string_view> path);

// A foreign message fit for one log line: control characters blanked, at most 300 bytes.
std::string for_log(std::string_view text);

}  // namespace adapters::http_client
