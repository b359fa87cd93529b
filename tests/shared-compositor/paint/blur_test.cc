#include "paint/blur.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

TEST_CASE("a blurred dot keeps its weight and gets the width asked for") {
  for (const float sigma : {0.7f, 1.5f, 2.9f, 4.0f, 9.0f}) {
    INFO(sigma);
    Plane dot(121, 121, 2);
    dot.at(60, 60)[1] = 1;
    const Plane soft = blurred(dot, sigma);
    double sum = 0, spread = 0;
    for (int y = 0; y < 121; ++y) {
      for (int x = 0; x < 121; ++x) {
        REQUIRE(soft.at(x, y)[0] == 0);
        sum += soft.at(x, y)[1];
        spread += soft.at(x, y)[1] * (x - 60) * (x - 60);
      }
    }
    REQUIRE(sum == Approx(1).epsilon(1e-3));
    REQUIRE(std::sqrt(spread) == Approx(sigma).epsilon(0.12));
  }
}

TEST_CASE("blurring leaves a flat plane flat up to its border") {
  Plane flat(20, 9, 3);
  for (float& value : flat.values) value = 0.4f;
  for (const float sigma : {0.1f, 2.0f, 30.0f}) {
    for (const float value : blurred(flat, sigma).values) REQUIRE(value == Approx(0.4).epsilon(1e-4));
  }
}

TEST_CASE("the order in which rows are blurred changes nothing") {
  Plane plane(50, 83, 2);
  for (std::size_t i = 0; i < plane.values.size(); ++i) plane.values[i] = static_cast<float>(i * 7919 % 1009) / 1009;
  compositor::image::Work backwards([](int count, const std::function<void(int)>& job) {
    for (int i = count - 1; i >= 0; --i) job(i);
  });
  for (const float sigma : {0.8f, 2.5f, 7.0f}) REQUIRE(blurred(plane, sigma, backwards).values == blurred(plane, sigma).values);
}
