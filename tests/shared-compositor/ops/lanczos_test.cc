#include "ops/lanczos.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "fixtures/pictures.h"
#include "ops/lanczos_weights.h"

namespace ops = compositor::ops;
using compositor::Image;
using compositor::one_after_another;

namespace {

double exact_kernel(double x) {
  const double pi = 3.141592653589793;
  if (x == 0) return 1;
  return std::abs(x) < 3 ? std::sin(pi * x) * std::sin(pi * x / 3) * 3 / (pi * pi * x * x) : 0;
}

// Channel `c` of the target pixel, straight from the definition.
double exact_pixel(const Image& source, int width, int height, int x, int y, int c) {
  const double x_step = static_cast<double>(source.width) / width, y_step = static_cast<double>(source.height) / height;
  double sum = 0, total = 0;
  for (int j = 0; j < source.height; ++j) {
    for (int i = 0; i < source.width; ++i) {
      const double w = exact_kernel((i + 0.5 - (x + 0.5) * x_step) / std::max(1.0, x_step)) * exact_kernel((j + 0.5 - (y + 0.5) * y_step) / std::max(1.0, y_step));
      sum += w * source.rgba[static_cast<std::size_t>(4 * (j * source.width + i) + c)];
      total += w;
    }
  }
  return std::min(255.0, std::max(0.0, sum / total));
}

}  // namespace

TEST_CASE("Lanczos weights add up to one, also at the borders and for odd ratios") {
  for (const auto& [source, target] : {std::pair{2382, 1500}, {1500, 1500}, {5, 64}, {64, 5}, {640, 10}, {2, 1}}) {
    const ops::LanczosTaps taps = ops::lanczos_taps(source, target);
    REQUIRE(taps.count % 2 == 0);
    for (int x = 0; x < target; ++x) {
      int sum = 0;
      for (int i = 0; i < taps.count; ++i) {
        const int weight = taps.weights[static_cast<std::size_t>(x * taps.count + i)];
        if (taps.first[static_cast<std::size_t>(x)] + i >= source) REQUIRE(weight == 0);
        sum += weight;
      }
      REQUIRE(sum == 1 << ops::kLanczosBits);
    }
  }
}

TEST_CASE("Lanczos resizing follows the filter's definition, smaller and larger") {
  const Image image = fixtures::photo(61, 47);
  for (const auto& [width, height] : {std::pair{37, 30}, {61, 47}, {90, 80}, {7, 5}}) {
    const Image out = ops::lanczos(image, {0, 0, 61, 47}, width, height, one_after_another);
    for (int y = 0; y < height; y += 3) {
      for (int x = 0; x < width; x += 2) {
        for (int c = 0; c < 4; ++c) REQUIRE(std::abs(out.rgba[static_cast<std::size_t>(4 * (y * width + x) + c)] - exact_pixel(image, width, height, x, y, c)) < 1);
      }
    }
  }
}

TEST_CASE("a part resized with Lanczos sees nothing beyond its borders, and the order of the work does not matter") {
  const Image whole = fixtures::photo(100, 90);
  Image part{40, 50, {}};
  for (int y = 20; y < 70; ++y) {
    const auto row = whole.rgba.begin() + 4 * (y * 100 + 30);
    part.rgba.insert(part.rgba.end(), row, row + 160);
  }
  const auto backwards = [](int count, const std::function<void(int)>& job) {
    while (count-- > 0) job(count);
  };
  REQUIRE(ops::lanczos(whole, {30, 20, 40, 50}, 33, 37, backwards).rgba == ops::lanczos(part, {0, 0, 40, 50}, 33, 37, one_after_another).rgba);
}

TEST_CASE("Lanczos resizing to the same size is the identity") {
  const Image image = fixtures::photo(31, 20);
  REQUIRE(ops::lanczos(image, {0, 0, 31, 20}, 31, 20, one_after_another).rgba == image.rgba);
}
