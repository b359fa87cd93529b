#pragma once

#include <string>
#include <string_view>

#include "compositor/recipe.h"
#include "compositor/result.h"

namespace compositor {

// {"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0.2,"ry":0.25,"degrees":0},
//  "pose":{"dx":0,"dy":0,"scale":1,"degrees":0}}
// `pose` and `degrees` may be absent. Unknown keys, other versions, and text over 16 KiB are refused.
// The result is validated. Error: kInvalidRecipe.
Result<Recipe> recipe_from_json(std::string_view text);

// Canonical form: fixed key order, shortest numbers that read back the same.
std::string recipe_to_json(const Recipe& recipe);

}  // namespace compositor
