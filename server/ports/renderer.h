#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ports {

struct RenderRequest {
  std::string_view photo;  // JPEG or PNG, untrusted
  std::string scene;
  std::string recipe_json;
  std::vector<std::string> targets;  // compositor::target_from_string: "preview:800x960", "tee"
};

struct RenderedImage {
  std::string target;
  std::string png;
  std::string pixel_sha256;  // compositor::pixel_sha256 of a preview, which the customer approves; empty for a print
  int width_px = 0;
  int height_px = 0;
  int pet_dpi = 0;  // of a print: compositor::PrintedPet::dpi; 0 for a preview
};

class Renderer {
 public:
  virtual ~Renderer() = default;
  // One image per target, in order. Errors: kInvalidInput / kUnsupportedMedia / kTooLarge with a sentence for the
  // customer when the photo or recipe is at fault; kInternal when the renderer died or ran out of time.
  virtual base::Result<std::vector<RenderedImage>> render(const RenderRequest& request) = 0;
};

}  // namespace ports
