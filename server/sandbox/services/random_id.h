#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sandbox {

// `prefix` and so many letters and digits that nobody can guess.
std::string random_id(std::string_view prefix, std::size_t length = 24);

}  // namespace sandbox
