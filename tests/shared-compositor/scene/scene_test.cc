#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "codec/checksum.h"
#include "compositor/print_spec.h"
#include "compositor/scene.h"
#include "compositor/sha256.h"
#include "fixtures/pictures.h"
#include "scene/package.h"
#include "scene/print_layers.h"

using compositor::ErrorCode;
using compositor::load_scene;
using fixtures::Bytes;

TEST_CASE("a scene package gives back the scene") {
  const auto scene = fixtures::scene();
  const auto loaded = load_scene(compositor::scene::write_package(scene));
  REQUIRE(loaded);
  REQUIRE(loaded->id == "test");
  REQUIRE(loaded->head.center.y == 70);
  REQUIRE(loaded->crops.at("hat").width == 100);
  REQUIRE(loaded->palette.size() == 4);
  REQUIRE(loaded->palette[1].blue_difference == -10);
  REQUIRE(loaded->plate.rgba == scene.plate.rgba);
  REQUIRE(loaded->foreground.rgba == scene.foreground.rgba);
}

TEST_CASE("print layers are added to the scene") {
  auto scene = fixtures::scene();
  const compositor::PrintLayers print{{1, 2, 30, 40}, fixtures::photo(90, 220), fixtures::spot(90, 220, 30, 90)};
  const Bytes file = compositor::scene::write_print(compositor::scene::pack_print(print));
  REQUIRE(compositor::attach_print(scene, file));
  REQUIRE(scene.prints.size() == 1);
  REQUIRE(scene.prints[0].extent.height == 40);
  compositor::Image plate{90, 220, Bytes(4 * 90 * 220)}, foreground = plate;
  REQUIRE(compositor::unpack_png_strips(scene.prints[0].finished, {0, 220}, plate, 0, 0));
  REQUIRE(plate.rgba != print.plate.rgba);
  REQUIRE(compositor::unpack_png_strips(scene.prints[0].plate, {0, 220}, plate, 0, 0));
  REQUIRE(plate.rgba == print.plate.rgba);
  REQUIRE(compositor::unpack_png_strips(scene.prints[0].foreground, {0, 220}, foreground, scene.prints[0].foreground_x, scene.prints[0].foreground_y));
  REQUIRE(foreground.rgba == print.foreground.rgba);
  for (std::size_t size = 0; size < file.size(); size += 1 + size / 4) REQUIRE_FALSE(compositor::attach_print(scene, std::span(file).first(size)));
  REQUIRE_FALSE(compositor::attach_print(scene, compositor::scene::write_package(scene)));
  REQUIRE(scene.prints.size() == 1);
}

TEST_CASE("a cut-off or damaged package is refused") {
  const Bytes whole = compositor::scene::write_package(fixtures::scene());
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 4) {
    const auto loaded = load_scene(std::span(whole).first(size));
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().code == ErrorCode::kInvalidScene);
  }
  Bytes damaged = whole;
  damaged[whole.size() / 2] ^= 1;
  REQUIRE_FALSE(load_scene(damaged));
}

TEST_CASE("targets are read from their names") {
  const auto scene = fixtures::scene();
  const auto tee = compositor::target_from_string(scene, "tee");
  REQUIRE(tee);
  REQUIRE(tee->width_px == 3600);
  REQUIRE(tee->height_px == 4800);
  REQUIRE(tee->crop.width == 81);
  const auto preview = compositor::target_from_string(scene, "preview:800x960");
  REQUIRE(preview);
  REQUIRE(preview->width_px == 800);
  REQUIRE(preview->crop.x == scene.frame.x);
  const auto hat = compositor::target_from_string(scene, "preview:hat:400");
  REQUIRE(hat);
  REQUIRE(hat->height_px == 160);
}

TEST_CASE("what is no target is refused") {
  const auto scene = fixtures::scene();
  for (const char* text : {"", "mug", "preview", "preview:", "preview:800", "preview:0x0", "preview:8x8", "preview:9000x9000", "preview:800x960x2",
                           "preview:-800x960", "preview:tee:", "preview:tee:99999", "preview:mug:400", "preview:8e2x960", "tee "}) {
    INFO(text);
    const auto target = compositor::target_from_string(scene, text);
    REQUIRE_FALSE(target);
    REQUIRE(target.error().code == ErrorCode::kInvalidTarget);
  }
}

TEST_CASE("what was cut off before it was signed is refused, too") {
  auto scene = fixtures::scene();
  const Bytes package = compositor::scene::write_package(scene);
  for (std::size_t left = 0; left + 32 < package.size(); left += 1 + left / 3) {
    Bytes cut(package.begin(), package.begin() + static_cast<std::ptrdiff_t>(package.size() - 33 - left));
    const auto digest = compositor::sha256(cut);
    cut.insert(cut.end(), digest.begin(), digest.end());
    const auto loaded = load_scene(cut);
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().code == ErrorCode::kInvalidScene);
    REQUIRE_FALSE(compositor::attach_print(scene, cut));
  }
  REQUIRE(scene.prints.empty());
}

TEST_CASE("print layers that were cut off before their checksum was made are refused, too") {
  auto scene = fixtures::scene();
  const compositor::PrintLayers print{{1, 2, 30, 40}, fixtures::photo(90, 220), fixtures::spot(90, 220, 30, 90)};
  const Bytes file = compositor::scene::write_print(compositor::scene::pack_print(print));
  const auto with_checksum = [](Bytes body) {
    const std::uint32_t crc = compositor::codec::crc32(body);
    for (int shift = 24; shift >= 0; shift -= 8) body.push_back(static_cast<std::uint8_t>(crc >> shift));
    return body;
  };
  const Bytes body(file.begin(), file.end() - 4);
  REQUIRE(with_checksum(body) == file);
  for (std::size_t left = 1; left < body.size(); left += 1 + left / 8) {
    const auto added = compositor::attach_print(scene, with_checksum(Bytes(body.begin(), body.end() - static_cast<std::ptrdiff_t>(left))));
    REQUIRE_FALSE(added);
    REQUIRE(added.error().code == ErrorCode::kInvalidScene);
  }
  REQUIRE(scene.prints.empty());
}

#if !defined(__EMSCRIPTEN__)
TEST_CASE("every painting has a place for every print and shows head and foreground on it") {
  const std::string id = GENERATE("the-scream", "morisot");
  std::ifstream file(std::string(PICASSO_BINARY_DIR) + "/scenes/" + id + ".scene", std::ios::binary);
  const Bytes package(std::istreambuf_iterator<char>(file), {});
  const auto scene = load_scene(package);
  REQUIRE(scene);
  REQUIRE(scene->id == id);
  for (const auto& spec : compositor::print_specs()) {
    INFO(spec.name);
    const auto target = compositor::print_target(*scene, spec.name);
    REQUIRE(target);
    const compositor::Rect& crop = target->crop;
    // The same aspect as the paper, inside the painting.
    REQUIRE(crop.width / crop.height == Approx(static_cast<double>(spec.width_px) / spec.height_px).epsilon(1e-6));
    REQUIRE(crop.x >= scene->frame.x);
    REQUIRE(crop.x + crop.width <= scene->frame.x + scene->frame.width);
    REQUIRE(crop.y + crop.height <= scene->frame.y + scene->frame.height);
    const double half = scene->head.height / 2;
    REQUIRE(scene->head.center.y - half >= crop.y);
    REQUIRE(scene->head.center.y + half <= crop.y + crop.height);
    // Large enough to recognise the pet across a room.
    REQUIRE(scene->head.height / crop.height > (spec.name == "hat" ? 0.8 : spec.name == "hoodie" ? 0.45 : 0.24));
  }
}
#endif
