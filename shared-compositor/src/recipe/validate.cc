#include "compositor/recipe.h"

namespace compositor {
namespace {

struct Limit {
  const char* field;
  double value;
  double low;
  double high;
};

}  // namespace

Result<void> validate(const Recipe& recipe) {
  if (recipe.version != 1) return fail(ErrorCode::kInvalidRecipe, "version must be 1.");
  const Limit limits[] = {
      {"oval.cx", recipe.oval.cx, 0, 1},          {"oval.cy", recipe.oval.cy, 0, 1},
      {"oval.rx", recipe.oval.rx, 0.01, 1},       {"oval.ry", recipe.oval.ry, 0.01, 1},
      {"oval.degrees", recipe.oval.degrees, -180, 180},
      {"pose.dx", recipe.pose.dx, -40, 40},       {"pose.dy", recipe.pose.dy, -40, 40},
      {"pose.scale", recipe.pose.scale, 0.5, 2},  {"pose.degrees", recipe.pose.degrees, -180, 180},
  };
  for (const Limit& limit : limits) {
    // Written so that NaN fails.
    if (!(limit.value >= limit.low && limit.value <= limit.high)) {
      return fail(ErrorCode::kInvalidRecipe, std::string(limit.field) + " is outside its range.");
    }
  }
  return {};
}

}  // namespace compositor
