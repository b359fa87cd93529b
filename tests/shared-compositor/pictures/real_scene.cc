#include "pictures/real_scene.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "compositor/codec.h"

namespace pictures {
namespace {

std::vector<std::uint8_t> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

compositor::Scene real_scene(std::string_view id, const std::vector<std::string_view>& print_specs) {
  const std::string start = std::string(PICASSO_BINARY_DIR) + "/scenes/" + std::string(id) + '.';
  compositor::Scene scene = compositor::load_scene(read(start + "scene")).value();
  for (const std::string_view spec : print_specs) {
    if (!compositor::attach_print(scene, read(start + std::string(spec) + ".layer"))) throw std::runtime_error("damaged print layers");
  }
  return scene;
}

compositor::Image Pet::photo() const { return compositor::decode_photo(read(std::string(PICASSO_SOURCE_DIR) + "/build/assets/" + std::string(file))).value(); }

compositor::Recipe Pet::recipe() const {
  compositor::Recipe recipe;
  recipe.oval = oval;
  return recipe;
}

const std::vector<Pet>& pets() {
  static const std::vector<Pet> kPets = {
      {"cat", "tabby.jpg", {0.52, 0.49, 0.36, 0.46, 8}},
      {"dog", "dog.jpg", {0.362, 0.45, 0.066, 0.09, 0}},
      {"dark dog", "dogs.jpg", {0.265, 0.27, 0.17, 0.21, 0}},
      {"red dog", "dogs.jpg", {0.275, 0.75, 0.155, 0.2, 0}},
      {"tilted red dog", "dogs.jpg", {0.755, 0.75, 0.155, 0.2, -12}},
  };
  return kPets;
}

}  // namespace pictures
