#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "http/message.h"

namespace sandbox {

http::Response json_answer(int status, const nlohmann::json& body, int indent = -1);
http::Response see_other(std::string location);

// A whole page with the sandbox's mark. `body` is HTML, `title` is text.
http::Response page(int status, const std::string& title, const std::string& body, const std::string& language = "en");
std::string escape_html(const std::string& text);
// 2900, "usd" -> "$29.00"
std::string money_text(std::int64_t minor, const std::string& currency);
// 1790000000 -> "2026-09-21 14:13:20 UTC"
std::string time_text(std::int64_t unix_seconds);

}  // namespace sandbox
