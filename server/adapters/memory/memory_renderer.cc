#include "adapters/memory/memory_renderer.h"

#include <cstdio>
#include <tuple>
#include <utility>

#include "base/digest.h"

namespace adapters::memory {
namespace {

std::pair<int, int> size_of(const std::string& target) {
  int width = 0;
  int height = 0;
  if (std::sscanf(target.c_str(), "preview:%dx%d", &width, &height) == 2) return {width, height};
  if (target == "hat") return {1500, 600};
  if (target == "hoodie") return {4200, 4200};
  return {3600, 4800};
}

}  // namespace

ports::RenderedImage MemoryRenderer::image_of(std::string_view photo, std::string_view scene,
                                              std::string_view recipe_json, const std::string& target) {
  const std::string inputs =
      base::sha256_hex(photo) + "|" + std::string(scene) + "|" + std::string(recipe_json) + "|" + target;
  ports::RenderedImage image;
  image.target = target;
  if (target.starts_with("preview")) image.pixel_sha256 = base::sha256_hex("pixels of " + inputs);
  image.png = "\x89PNG\r\n\x1a\n" + inputs;
  std::tie(image.width_px, image.height_px) = size_of(target);
  if (!target.starts_with("preview")) image.pet_dpi = 240;
  return image;
}

base::Result<std::vector<ports::RenderedImage>> MemoryRenderer::render(const ports::RenderRequest& request) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back({std::string(request.photo), request.scene, request.recipe_json, request.targets});
    answer = answer_;
  }
  if (answer) return answer(request);
  std::vector<ports::RenderedImage> images;
  for (const auto& target : request.targets) {
    images.push_back(image_of(request.photo, request.scene, request.recipe_json, target));
  }
  return images;
}

void MemoryRenderer::set_answer(Answer answer) {
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
}

std::vector<MemoryRenderer::Recorded> MemoryRenderer::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

}  // namespace adapters::memory
