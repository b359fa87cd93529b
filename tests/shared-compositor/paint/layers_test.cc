#include "paint/layers.h"

#include <catch2/catch.hpp>

using compositor::paint::pet_layers;

TEST_CASE("the brush scales broad strokes fully and fine ones less") {
  const auto plain = pet_layers(), broad = pet_layers(2), fine = pet_layers(0.5f);
  REQUIRE(broad.front().width == 2 * plain.front().width);
  REQUIRE(fine.front().width == 0.5f * plain.front().width);
  REQUIRE(broad.back().width < 1.5f * plain.back().width);
  REQUIRE(fine.back().width > 0.75f * plain.back().width);
}

TEST_CASE("layers go from coarse to fine with every brush") {
  for (const float brush : {0.5f, 1.0f, 2.0f}) {
    const auto layers = pet_layers(brush);
    for (std::size_t i = 1; i < layers.size(); ++i) REQUIRE(layers[i].width < layers[i - 1].width);
    REQUIRE(layers.front().threshold < 0);  // the first covers the canvas
  }
}
