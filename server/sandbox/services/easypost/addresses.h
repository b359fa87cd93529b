#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/services/world.h"

namespace sandbox::easypost {

// The address as the carriers write it, in capitals. With `verify` by these rules: a street that holds "Nowhere" is not found,
// "Old Street" is known as "New Street", the postal code 99999 is corrected to 97201, others get four digits more.
nlohmann::json make_address(const World& world, const nlohmann::json& wanted, bool verify);

}  // namespace sandbox::easypost
