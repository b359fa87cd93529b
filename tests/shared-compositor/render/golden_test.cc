// The same hashes natively and as WASM. After a change that is meant to change pixels:
//   PICASSO_UPDATE_GOLDEN=1 build/release/bin/compositor_tests "[golden]"
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "compositor/codec.h"
#include "compositor/render.h"
#include "compositor/sha256.h"
#include "fixtures/pictures.h"

using compositor::Image;
using compositor::Recipe;

namespace {

const std::string kPath = std::string(PICASSO_SOURCE_DIR) + "/tests/golden/compositor.txt";

std::string hash_of(const std::vector<std::uint8_t>& bytes) { return compositor::pixel_sha256({0, 0, bytes}); }

// Coefficients far beyond what pixels can make, as in a damaged file: noise whose steps of 1 are taken for steps of 200.
fixtures::Bytes damaged_jpeg() {
  Image noise = fixtures::photo(96, 80);
  fixtures::Random random(5);
  for (std::uint8_t& value : noise.rgba) value = random.below(2) ? 255 : 0;
  fixtures::Bytes bytes = fixtures::jpeg(noise, 100);
  const std::uint8_t tables[] = {0xFF, 0xDB};
  const auto steps = std::search(bytes.begin(), bytes.end(), tables, tables + 2) + 5;
  std::fill(steps, steps + 64, std::uint8_t{200});
  return bytes;
}

std::map<std::string, std::string> make_hashes() {
  const auto scene = fixtures::scene();
  const Image photo = fixtures::photo(700, 520);
  const Image jpeg = *compositor::decode_photo(fixtures::jpeg(photo, 85, 6));
  Recipe turned;
  turned.oval = {0.48, 0.52, 0.21, 0.3, -33.3};
  turned.pose = {3.25, -7.5, 1.3, 12.75};
  Recipe styled = turned;
  styled.style = {1.7, 0.85, 0.2, 1.23};
  styled.eyes = {{0.44, 0.45, 0.03}, {0.55, 0.5, 0.02}};
  Recipe brushed = turned;
  brushed.cut_out.strokes = {{true, 0.05, {{0.3, 0.3}, {0.4, 0.35}}}, {false, 0.02, {{0.55, 0.62}, {0.6, 0.4}, {0.5, 0.4}}}};
  Recipe leaving;
  leaving.oval = {0.03, 0.97, 0.5, 0.1, 171};
  leaving.pose = {-40, 40, 0.5, -180};

  std::map<std::string, std::string> hashes;
  const auto draw = [&](const std::string& name, const Image& from, const Recipe& recipe, const std::string& target) {
    const auto picture = compositor::render(scene, recipe, from, *compositor::target_from_string(scene, target));
    hashes[name] = compositor::pixel_sha256(*picture);
    hashes[name + "-draft"] = compositor::pixel_sha256(*compositor::render_draft(scene, recipe, from, *compositor::target_from_string(scene, target)));
    hashes[name + "-png"] = hash_of(compositor::encode_png(*picture));
  };
  hashes["jpeg-damaged"] = compositor::pixel_sha256(compositor::decode_photo(damaged_jpeg()).value());
  hashes["jpeg-decoded"] = compositor::pixel_sha256(jpeg);
  draw("preview", photo, {}, "preview:800x960");
  draw("preview-turned", photo, turned, "preview:800x960");
  draw("preview-leaving-the-photo", photo, leaving, "preview:400x480");
  draw("preview-of-jpeg", jpeg, turned, "preview:800x960");
  draw("preview-styled", photo, styled, "preview:800x960");
  draw("preview-brushed", photo, brushed, "preview:400x480");
  draw("tiny", photo, turned, "preview:tee:31");
  draw("print-hat", photo, turned, "hat");
  draw("print-tee", jpeg, turned, "tee");
  return hashes;
}

std::map<std::string, std::string> read_hashes() {
  std::map<std::string, std::string> hashes;
  std::ifstream file(kPath);
  for (std::string name, hash; file >> name >> hash;) hashes[name] = hash;
  return hashes;
}

}  // namespace

TEST_CASE("renders and PNG files are the same bytes on every platform", "[golden]") {
  const auto hashes = make_hashes();
  if (std::getenv("PICASSO_UPDATE_GOLDEN")) {
    std::ofstream file(kPath);
    for (const auto& [name, hash] : hashes) file << name << ' ' << hash << '\n';
  }
  REQUIRE(hashes == read_hashes());
}
