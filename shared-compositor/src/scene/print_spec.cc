#include "compositor/print_spec.h"

#include <array>
#include <charconv>
#include <optional>

#include "compositor/scene.h"

namespace compositor {
namespace {

constexpr std::array<PrintSpec, 3> kSpecs = {{
    {"tee", 3600, 4800, 300},
    {"hoodie", 4200, 4200, 300},
    {"hat", 1500, 600, 300},
}};

constexpr int kSmallestSide = 16;
constexpr int kLargestSide = 8192;

bool drawable(int side) { return side >= kSmallestSide && side <= kLargestSide; }

tl::unexpected<Error> invalid() { return fail(ErrorCode::kInvalidTarget, "There is no such picture size or product."); }

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::span<const PrintSpec> print_specs() { return kSpecs; }

Result<Target> print_target(const Scene& scene, std::string_view spec_name) {
  const auto crop = scene.crops.find(spec_name);
  if (crop == scene.crops.end()) return invalid();
  for (const PrintSpec& spec : kSpecs) {
    if (spec.name == spec_name) return Target{crop->second, spec.width_px, spec.height_px};
  }
  return invalid();
}

Result<Target> product_preview_target(const Scene& scene, std::string_view spec_name, int width_px) {
  auto target = print_target(scene, spec_name);
  if (!target || !drawable(width_px)) return invalid();
  target->height_px = (width_px * target->height_px + target->width_px / 2) / target->width_px;
  target->width_px = width_px;
  if (target->height_px < 1 || target->height_px > kLargestSide) return invalid();
  return target;
}

Result<Target> preview_target(const Scene& scene, int width_px, int height_px) {
  if (!drawable(width_px) || !drawable(height_px)) return invalid();
  return Target{scene.frame, width_px, height_px};
}

Result<Target> target_from_string(const Scene& scene, std::string_view text) {
  constexpr std::string_view kPreview = "preview:";
  if (!text.starts_with(kPreview)) return print_target(scene, text);
  text.remove_prefix(kPreview.size());
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const auto width = whole_number(text.substr(colon + 1));
    return width ? product_preview_target(scene, text.substr(0, colon), *width) : Result<Target>(invalid());
  }
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos) return invalid();
  const auto width = whole_number(text.substr(0, cross)), height = whole_number(text.substr(cross + 1));
  return width && height ? preview_target(scene, *width, *height) : Result<Target>(invalid());
}

}  // namespace compositor
