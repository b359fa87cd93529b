#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

// "%41" -> "A". Nothing for a malformed escape.
std::optional<std::string> percent_decode(std::string_view text);

// Everything but RFC 3986's unreserved characters becomes %XX.
std::string percent_encode(std::string_view text);

// Names and values of application/x-www-form-urlencoded text or a query, in order; names keep their brackets as given
// ("items[0][name]"). "+" is a blank; a malformed escape stands for itself, as in browsers.
using FormFields = std::vector<std::pair<std::string, std::string>>;
FormFields form_decode(std::string_view text);
std::string form_encode(const FormFields& fields);

}  // namespace http
