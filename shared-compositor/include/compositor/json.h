#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compositor/recipe.h"
#include "compositor/result.h"

namespace compositor {

// The longest text that recipe_to_json writes of a valid recipe is shorter.
inline constexpr std::size_t kMaxRecipeText = 256 * 1024;

// {"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0.2,"ry":0.25,"degrees":0},
//  "pose":{"dx":0,"dy":0,"scale":1,"degrees":0},
//  "cut_out":{"method":"auto","strokes":[{"mode":"erase","radius":0.02,"points":[[0.4,0.3],[0.42,0.31]]}]},
//  "eyes":[{"x":0.45,"y":0.35,"radius":0.01}],
//  "style":{"brush":1,"palette":0.5,"relief":0.5,"stretch":1.1}}
// `oval` must be there but for its `degrees`, a stroke and an eye must be complete; everything else may be absent.
// `method` is "auto" or "oval", `mode` "add" or "erase". Unknown and repeated keys, other versions, and text over
// kMaxRecipeText are refused. The result is validated. Error: kInvalidRecipe.
Result<Recipe> recipe_from_json(std::string_view text);

// Canonical form: all members, fixed key order, shortest numbers that read back the same.
std::string recipe_to_json(const Recipe& recipe);

}  // namespace compositor
