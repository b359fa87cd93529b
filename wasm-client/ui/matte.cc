#include "ui/matte.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int kEdge = 128;  // of a mask's alpha: more is the pet
constexpr int kLine = 2;    // its pixels, of the line along the pet's border

void put(std::uint8_t* rgba, ImU32 colour, int opacity) {
  rgba[0] = static_cast<std::uint8_t>(colour >> IM_COL32_R_SHIFT);
  rgba[1] = static_cast<std::uint8_t>(colour >> IM_COL32_G_SHIFT);
  rgba[2] = static_cast<std::uint8_t>(colour >> IM_COL32_B_SHIFT);
  rgba[3] = static_cast<std::uint8_t>(opacity);
}

}  // namespace

void Matte::find(const Theme& theme, const compositor::Image& mask, const compositor::Recipe& recipe) {
  recipe_ = recipe;
  shade_ = mask;
  const auto pet_at = [&mask](int x, int y) {
    const int cx = std::clamp(x, 0, mask.width - 1), cy = std::clamp(y, 0, mask.height - 1);
    return mask.rgba[4 * (static_cast<std::size_t>(cy) * static_cast<std::size_t>(mask.width) + static_cast<std::size_t>(cx)) + 3];
  };
  const int darkest = static_cast<int>(theme.shade >> IM_COL32_A_SHIFT);
  std::uint8_t* rgba = shade_.rgba.data();
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x, rgba += 4) {
      const int pet = pet_at(x, y);
      const bool edge = pet >= kEdge && (pet_at(x - kLine, y) < kEdge || pet_at(x + kLine, y) < kEdge || pet_at(x, y - kLine) < kEdge || pet_at(x, y + kLine) < kEdge);
      if (edge) put(rgba, theme.matte_edge, static_cast<int>(theme.matte_edge >> IM_COL32_A_SHIFT));
      else put(rgba, theme.shade, darkest * (255 - pet) / 255);
    }
  }
}

bool Matte::fits(const compositor::Recipe& recipe) const {
  return shade_.width > 0 && recipe.oval == recipe_.oval && recipe.cut_out.method == recipe_.cut_out.method;
}

std::size_t Matte::strokes_in(const compositor::Recipe& recipe) const {
  const auto& mine = recipe_.cut_out.strokes;
  const auto& theirs = recipe.cut_out.strokes;
  if (mine.size() > theirs.size() || !std::equal(mine.begin(), mine.end(), theirs.begin())) return 0;
  return mine.size();
}

}  // namespace ui
