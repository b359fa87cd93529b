#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compositor/recipe.h"
#include "compositor/scene.h"

namespace pictures {

// A painting of the shop ("the-scream", "morisot") as the build made it, with the print layers of these print specs.
compositor::Scene real_scene(std::string_view id, const std::vector<std::string_view>& print_specs = {});

// A photo among the build's assets and the face in it.
struct Pet {
  std::string_view name;
  std::string_view file;
  compositor::Oval oval;

  [[nodiscard]] compositor::Image photo() const;
  [[nodiscard]] compositor::Recipe recipe() const;
};

// Close up, small in a cluttered place, dark and curly, bright and pointed.
const std::vector<Pet>& pets();

}  // namespace pictures
