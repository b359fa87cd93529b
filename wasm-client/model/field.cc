#include "model/field.h"

#include <array>

namespace model {
namespace {

constexpr std::array<Range, kFieldCount> kRanges{{
    {0, 100, 0.5},
    {0, 100, 0.5},
    {4, 200, 1},
    {30, 250, 1},
    {-180, 180, 1},
    {-40, 40, 1},
    {-40, 40, 1},
    {50, 200, 1},
    {-180, 180, 1},
    {50, 200, 5},
    {0, 100, 5},
    {0, 100, 5},
    {100, 130, 1},
}};

}  // namespace

Range range_of(Field field) { return kRanges[static_cast<std::size_t>(field)]; }

double value_of(const compositor::Recipe& recipe, PhotoSize photo, Field field) {
  const PixelOval oval = to_pixels(recipe.oval, photo);
  switch (field) {
    case Field::kX: return recipe.oval.cx * 100;
    case Field::kY: return recipe.oval.cy * 100;
    case Field::kSize: return recipe.oval.ry * 200;
    case Field::kWidth: return oval.half_width / oval.half_height * 100;
    case Field::kRotation: return recipe.oval.degrees;
    case Field::kPoseX: return recipe.pose.dx;
    case Field::kPoseY: return recipe.pose.dy;
    case Field::kPoseScale: return recipe.pose.scale * 100;
    case Field::kPoseRotation: return recipe.pose.degrees;
    case Field::kBrush: return recipe.style.brush * 100;
    case Field::kPalette: return recipe.style.palette * 100;
    case Field::kRelief: return recipe.style.relief * 100;
    case Field::kStretch: return recipe.style.stretch * 100;
  }
  return 0;
}

compositor::Recipe with_value(compositor::Recipe recipe, PhotoSize photo, Field field, double value) {
  PixelOval oval = to_pixels(recipe.oval, photo);
  switch (field) {
    case Field::kX: recipe.oval.cx = value / 100; return recipe;
    case Field::kY: recipe.oval.cy = value / 100; return recipe;
    case Field::kRotation: recipe.oval.degrees = value; return recipe;
    case Field::kPoseX: recipe.pose.dx = value; return recipe;
    case Field::kPoseY: recipe.pose.dy = value; return recipe;
    case Field::kPoseScale: recipe.pose.scale = value / 100; return recipe;
    case Field::kPoseRotation: recipe.pose.degrees = value; return recipe;
    case Field::kBrush: recipe.style.brush = value / 100; return recipe;
    case Field::kPalette: recipe.style.palette = value / 100; return recipe;
    case Field::kRelief: recipe.style.relief = value / 100; return recipe;
    case Field::kStretch: recipe.style.stretch = value / 100; return recipe;
    case Field::kSize: {
      const double height = value / 200 * photo.height;
      oval.half_width *= height / oval.half_height;
      oval.half_height = height;
      break;
    }
    case Field::kWidth: oval.half_width = oval.half_height * value / 100; break;
  }
  recipe.oval = to_fractions(oval, photo);
  return recipe;
}

}  // namespace model
