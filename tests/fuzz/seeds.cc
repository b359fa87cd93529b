// fuzz_seeds FOLDER: small valid inputs, FOLDER/<kind>/<name>, to start mutating from.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "compositor/codec.h"
#include "compositor/json.h"
#include "fixtures/pictures.h"
#include "scene/package.h"
#include "scene/print_layers.h"

namespace {

struct Writer {
  std::filesystem::path folder;

  template <class Bytes>
  void write(const char* kind, const std::string& name, const Bytes& bytes) const {
    std::filesystem::create_directories(folder / kind);
    std::ofstream out(folder / kind / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
};

void write_photos(const Writer& writer) {
  const auto photo = fixtures::photo(72, 65);
  for (int orientation = 0; orientation <= 8; ++orientation) writer.write("jpeg", "turned-" + std::to_string(orientation), fixtures::jpeg(photo, 40, orientation));
  for (const bool progressive : {false, true}) writer.write("jpeg", progressive ? "towering-progressive" : "towering", fixtures::towering_jpeg(64, progressive));
  auto noise = photo;
  fixtures::Random random(5);
  for (std::uint8_t& value : noise.rgba) value = random.below(2) ? 255 : 0;
  writer.write("jpeg", "noise", fixtures::jpeg(noise, 100));
  writer.write("png", "opaque", compositor::encode_png(photo));
  writer.write("png", "alpha", compositor::encode_png(photo, {.dpi = 0, .opaque = false}));
}

void write_recipes(const Writer& writer) {
  compositor::Recipe recipe;
  writer.write("recipe", "plain", compositor::recipe_to_json(recipe));
  recipe.oval = {0.03, 0.97, 0.5, 0.1, 171};
  recipe.pose = {-40, 40, 0.5, -180};
  recipe.cut_out = {compositor::CutOut::Method::kOval, {{false, 0.1, {{0.2, 0.3}, {0.4, 0.5}}}, {true, 0.002, {{1, 1}}}}};
  recipe.eyes = {{0.3, 0.4, 0.01}, {0.5, 0.4, 0.2}};
  recipe.style = {0.5, 1, 0, 1.3};
  writer.write("recipe", "rich", compositor::recipe_to_json(recipe));
}

void write_scenes(const Writer& writer) {
  auto scene = fixtures::scene();
  scene.plate = fixtures::photo(80, 100);
  scene.foreground = fixtures::flat(80, 100, 200, 150, 90, 120);
  writer.write("scene", "package", compositor::scene::write_package(scene));
  writer.write("scene", "print", compositor::scene::write_print(compositor::scene::pack_print({scene.frame, fixtures::photo(70, 80), fixtures::spot(70, 80, 20, 30)})));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fuzz_seeds FOLDER\n");
    return 2;
  }
  const Writer writer{argv[1]};
  write_photos(writer);
  write_recipes(writer);
  write_scenes(writer);
  return 0;
}
