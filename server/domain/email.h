#pragma once

#include <string>
#include <string_view>

namespace domain {

// Without blanks around it, in lower case: how addresses are stored and compared.
std::string normal_email(std::string_view text);

// Something before and after one @, a dot behind it, no blanks or control characters, at most 254 bytes. Whether
// mail arrives there only sending tells.
bool is_email(std::string_view text);

}  // namespace domain
