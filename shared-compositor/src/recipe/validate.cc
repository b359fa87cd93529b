#include <string>

#include "compositor/recipe.h"

namespace compositor {
namespace {

struct Limit {
  const char* field;
  double value;
  double low;
  double high;
};

tl::unexpected<Error> invalid(const std::string& why) { return fail(ErrorCode::kInvalidRecipe, why); }

std::string item(const char* list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

// `path` is empty or ends with a dot.
template <class Limits>
Result<void> check(const std::string& path, const Limits& limits) {
  for (const Limit& limit : limits) {
    // Written so that NaN fails.
    if (!(limit.value >= limit.low && limit.value <= limit.high)) return invalid(path + limit.field + " is outside its range.");
  }
  return {};
}

Result<void> check_stroke(const std::string& path, const BrushStroke& stroke) {
  if (stroke.points.empty()) return invalid(path + ".points is empty.");
  if (auto valid = check(path + ".", std::initializer_list<Limit>{{"radius", stroke.radius, 0.002, 0.3}}); !valid) return valid;
  for (std::size_t i = 0; i < stroke.points.size(); ++i) {
    const Point& point = stroke.points[i];
    if (point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1) continue;
    return invalid(path + "." + item("points", i) + " is outside the photo.");
  }
  return {};
}

Result<void> check_cut_out(const CutOut& cut_out) {
  if (cut_out.strokes.size() > kMaxBrushStrokes) return invalid("cut_out.strokes has more than 64 strokes.");
  std::size_t points = 0;
  for (const BrushStroke& stroke : cut_out.strokes) points += stroke.points.size();
  if (points > kMaxBrushPoints) return invalid("cut_out.strokes has more than 4096 points in all.");
  for (std::size_t i = 0; i < cut_out.strokes.size(); ++i) {
    if (auto valid = check_stroke(item("cut_out.strokes", i), cut_out.strokes[i]); !valid) return valid;
  }
  return {};
}

Result<void> check_eyes(const std::vector<Eye>& eyes) {
  if (eyes.size() > kMaxEyes) return invalid("eyes has more than 8 eyes.");
  for (std::size_t i = 0; i < eyes.size(); ++i) {
    const Limit limits[] = {{"x", eyes[i].x, 0, 1}, {"y", eyes[i].y, 0, 1}, {"radius", eyes[i].radius, 0.001, 0.2}};
    if (auto valid = check(item("eyes", i) + ".", limits); !valid) return valid;
  }
  return {};
}

}  // namespace

Result<void> validate(const Recipe& recipe) {
  if (recipe.version != 1) return invalid("version must be 1.");
  const Limit limits[] = {
      {"oval.cx", recipe.oval.cx, 0, 1},          {"oval.cy", recipe.oval.cy, 0, 1},
      {"oval.rx", recipe.oval.rx, 0.01, 1},       {"oval.ry", recipe.oval.ry, 0.01, 1},
      {"oval.degrees", recipe.oval.degrees, -180, 180},
      {"pose.dx", recipe.pose.dx, -40, 40},       {"pose.dy", recipe.pose.dy, -40, 40},
      {"pose.scale", recipe.pose.scale, 0.5, 2},  {"pose.degrees", recipe.pose.degrees, -180, 180},
      {"style.brush", recipe.style.brush, 0.5, 2}, {"style.palette", recipe.style.palette, 0, 1},
      {"style.relief", recipe.style.relief, 0, 1}, {"style.stretch", recipe.style.stretch, 1, 1.3},
  };
  if (auto valid = check("", limits); !valid) return valid;
  if (auto valid = check_cut_out(recipe.cut_out); !valid) return valid;
  return check_eyes(recipe.eyes);
}

}  // namespace compositor
