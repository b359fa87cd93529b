#include <algorithm>

#include "codec/checksum.h"
#include "compositor/render.h"
#include "compositor/scene.h"
#include "compositor/sha256.h"
#include "fixtures/pictures.h"
#include "photo_check.h"
#include "scene/print_layers.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

constexpr std::size_t kDigest = 32;
constexpr std::size_t kMagic = compositor::scene::kPrintMagicSize;

bool whole(const compositor::Image& image) { return image.width > 0 && image.height > 0 && image.rgba.size() == 4 * image.pixel_count(); }

// What can be loaded can be drawn on, or is refused with a word.
void check_drawing(const compositor::Scene& scene) {
  static const compositor::Image kPhoto = fixtures::photo(96, 64);
  fuzz::require(whole(scene.plate) && whole(scene.foreground));
  const auto target = compositor::preview_target(scene, 32, 40);
  fuzz::require(target.has_value());
  const auto picture = compositor::render_draft(scene, {}, kPhoto, *target);
  fuzz::require(picture ? whole(*picture) : !picture.error().message.empty());
  for (const char* spec : {"tee", "hoodie", "hat"}) (void)compositor::product_preview_target(scene, spec, 16);
}

// What is attached can be unpacked, or is found out to be damaged.
void check_unpacking(const compositor::PackedPrint& print) {
  fuzz::require(print.finished.width > 0 && print.finished.height > 0);
  for (const compositor::PngStrips* picture : {&print.finished, &print.plate, &print.foreground}) {
    compositor::Image image{picture->width, picture->height, {}};
    if (static_cast<std::int64_t>(image.pixel_count()) > fuzz::kMostPixels) continue;
    image.rgba.resize(4 * image.pixel_count());
    (void)compositor::unpack_png_strips(*picture, {0, picture->height}, image, 0, 0);
  }
}

// Appends the checksum that a print's layers end with.
std::size_t with_crc(std::uint8_t* data, std::size_t body) {
  const std::uint32_t crc = compositor::codec::crc32({data, body});
  for (std::size_t i = 0; i < 4; ++i) data[body + i] = static_cast<std::uint8_t>(crc >> (24 - 8 * i));
  return body + 4;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  // The digest at the end would turn away every mutation.
  const bool print = size > kMagic && std::equal(data, data + kMagic, compositor::scene::kPrintMagic);
  const std::size_t end = print ? 4 : kDigest;
  const std::size_t body = LLVMFuzzerMutate(data, size > end ? size - end : size, most > kDigest ? most - kDigest : most);
  if (seed % 16 == 0 || body + kDigest > most) return body;
  if (body > kMagic && std::equal(data, data + kMagic, compositor::scene::kPrintMagic)) return with_crc(data, body);
  const auto digest = compositor::sha256({data, body});
  std::copy(digest.begin(), digest.end(), data + body);
  return body + kDigest;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  static const compositor::Scene kScene = fixtures::scene();
  if (auto scene = compositor::load_scene(bytes)) {
    if (static_cast<std::int64_t>(scene->plate.pixel_count()) <= fuzz::kMostPixels) check_drawing(*scene);
  }
  compositor::Scene scene;
  scene.extent = kScene.extent;
  const bool added = compositor::attach_print(scene, bytes).has_value();
  fuzz::require(scene.prints.size() == (added ? 1u : 0u));
  if (added) check_unpacking(scene.prints[0]);
  return 0;
}
