#include "app/designs/preview_photo.h"

#include "app/designs/design_input.h"
#include "app/designs/render_design.h"

namespace app {

base::Result<ports::RenderedImage> preview_photo(Services& services, const PreviewRequest& request) {
  auto input = check_design_input(services, request.photo, request.recipe_json, request.scene);
  if (!input) return base::forward_error(input);
  const auto slot = services.preview_slots->take();
  if (!slot) {
    services.metrics.count("picasso_previews_refused_total");
    return base::fail(base::ErrorCode::kRateLimited, "We are painting for others just now. Please try again in a moment.");
  }
  auto images = services.renderer.render(
      {request.photo, request.scene, std::move(input->recipe_json), {std::string(kPreviewTarget)}});
  if (!images) return base::forward_error(images);
  services.metrics.count("picasso_previews_total");
  return std::move(images->front());
}

}  // namespace app
