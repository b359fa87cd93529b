#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

// Raw 32 bytes each.
std::string sha256(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);

std::string to_hex(std::string_view bytes);  // lower case
std::optional<std::string> from_hex(std::string_view hex);

std::string sha256_hex(std::string_view data);

// RFC 4648 without padding, for URLs.
std::string to_base64url(std::string_view bytes);

// Compares in time that depends on the lengths only.
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace base
