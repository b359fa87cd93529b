#include "adapters/sandboxed_renderer/render_child.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <span>

#include "adapters/sandboxed_renderer/wire.h"
#include "compositor/codec.h"
#include "compositor/json.h"
#include "compositor/print.h"
#include "compositor/printed_pet.h"
#include "compositor/render.h"
#include "compositor/sha256.h"

namespace adapters::sandboxed_renderer {
namespace {

constexpr int kLockedOut = 2;
constexpr int kBadRequest = 3;
constexpr int kNobodyListens = 4;
constexpr int kPrintDpi = 300;

bool read_all(int descriptor, std::string& into) {
  constexpr std::size_t kStep = 1u << 20;
  std::size_t filled = 0;
  for (;;) {
    into.resize(filled + kStep);
    const auto count = ::read(descriptor, into.data() + filled, kStep);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    filled += static_cast<std::size_t>(count);
    if (count == 0) break;
  }
  into.resize(filled);
  return true;
}

bool answer(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(kAnswerDescriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// One thread: the sandbox does not let the child start others.
compositor::Result<ports::RenderedImage> render_one(const compositor::Scene& scene, const compositor::Recipe& recipe,
                                                    const compositor::Image& photo, const std::string& target_name, compositor::RenderCache& cache) {
  const auto target = compositor::target_from_string(scene, target_name);
  if (!target) return tl::unexpected(target.error());
  ports::RenderedImage rendered{target_name, {}, {}, target->width_px, target->height_px, 0};
  const auto take = [&rendered](const std::vector<std::uint8_t>& png) { rendered.png.assign(png.begin(), png.end()); };
  if (target_name.rfind("preview", 0) == 0) {
    const auto image = compositor::render(scene, recipe, photo, *target, {.cache = &cache});
    if (!image) return tl::unexpected(image.error());
    take(compositor::encode_png(*image, {.dpi = 0}));
    rendered.pixel_sha256 = compositor::pixel_sha256(*image);
    return rendered;
  }
  // Without them the background would be the preview's, enlarged.
  if (!compositor::has_print_layers(scene, *target)) {
    return compositor::fail(compositor::ErrorCode::kInvalidScene, "There are no print layers for " + target_name + " that fit the scene.");
  }
  const auto png = compositor::render_png(scene, recipe, photo, *target, {.dpi = kPrintDpi}, {.cache = &cache});
  if (!png) return tl::unexpected(png.error());
  take(*png);
  const auto pet = compositor::printed_pet(scene, recipe, photo.width, photo.height, target_name);
  if (!pet) return tl::unexpected(pet.error());
  rendered.pet_dpi = pet->dpi;
  return rendered;
}

// Each image is answered as soon as it is there, so that only one is held at a time.
compositor::Result<int> render_all(const SceneFiles& files, const ChildRequest& request) {
  auto scene = compositor::load_scene(as_bytes(files.package));
  if (!scene) return tl::unexpected(scene.error());
  const auto recipe = compositor::recipe_from_json(request.recipe_json);
  if (!recipe) return tl::unexpected(recipe.error());
  const auto photo = compositor::decode_photo(as_bytes(request.photo));
  if (!photo) return tl::unexpected(photo.error());
  // Preview and print are made of the same strokes, which are planned once.
  compositor::RenderCache cache;
  for (const std::string& target : request.targets) {
    // One print's layers at a time: they are larger than everything else.
    scene->prints.clear();
    for (const auto& [name, layers] : files.prints) {
      if (name != target) continue;
      if (const auto attached = compositor::attach_print(*scene, as_bytes(layers)); !attached) return tl::unexpected(attached.error());
    }
    const auto image = render_one(*scene, *recipe, *photo, target, cache);
    if (!image) return tl::unexpected(image.error());
    if (!answer(encode_image(*image))) return kNobodyListens;
  }
  return 0;
}

int serve_request() {
  std::string request_bytes;
  std::string scene_bytes;
  if (!read_all(kRequestDescriptor, request_bytes) || !read_all(kSceneDescriptor, scene_bytes)) return kBadRequest;
  const auto request = decode_request(request_bytes);
  const auto files = decode_scene(scene_bytes);
  if (!request || !files) return kBadRequest;
  compositor::Result<int> outcome = 0;
  try {
    outcome = render_all(*files, *request);
  } catch (const std::bad_alloc&) {
    outcome = compositor::fail(compositor::ErrorCode::kImageTooLarge, "This photo is too large. Please choose a smaller one.");
  }
  if (outcome && *outcome != 0) return *outcome;
  if (!outcome && !answer(encode_refusal(outcome.error()))) return kNobodyListens;
  return answer(encode_end()) ? 0 : kNobodyListens;
}

}  // namespace

int render_child_main(int argc, char** argv) {
  ChildLimits limits;
  if (argc > 2) limits.address_space_bytes = std::strtoull(argv[2], nullptr, 10);
  if (argc > 3) limits.cpu_seconds = std::atoi(argv[3]);
  // Destructors of the rest of the program would make system calls that are no longer allowed.
  std::_Exit(lock_in(limits) ? serve_request() : kLockedOut);
}

}  // namespace adapters::sandboxed_renderer
