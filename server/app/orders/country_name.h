#pragma once

#include <string>
#include <string_view>

namespace app {

// English name of an ISO 3166-1 alpha-2 code, for addresses that people read; the code itself where we do not ship.
std::string country_name(std::string_view code);

}  // namespace app
