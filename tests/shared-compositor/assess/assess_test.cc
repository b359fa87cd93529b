#include "compositor/assess.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "compositor/codec.h"
#include "fixtures/pictures.h"

using compositor::assess;
using compositor::Hint;
using compositor::Image;
using compositor::Oval;
using compositor::Recipe;
using Hints = std::vector<Hint>;

namespace {

// Photos of Debian packages: see server/local/assets.txt.
Image asset(const std::string& name) {
  std::ifstream file(std::string(PICASSO_SOURCE_DIR) + "/build/assets/" + name, std::ios::binary);
  const fixtures::Bytes bytes(std::istreambuf_iterator<char>(file), {});
  return *compositor::decode_photo(bytes);
}

Recipe with(const Oval& oval) {
  Recipe recipe;
  recipe.oval = oval;
  return recipe;
}

// Each of the four dogs of dogs.jpg faces the camera; the lower two have flash-lit eyes.
const Oval kCurly{0.261, 0.251, 0.167, 0.175, 0}, kFringe{0.75, 0.23, 0.15, 0.17, 0};
const Oval kFlashLit{0.261, 0.699, 0.153, 0.164, 0}, kTilted{0.742, 0.715, 0.183, 0.18, -15};
const Oval kProfile{0.5, 0.5, 0.36, 0.42, 0};  // of cat.jpg

template <class Change>
Image changed(Image image, const Change& change) {
  for (std::size_t i = 0; i < image.rgba.size(); ++i) {
    if (i % 4 != 3) image.rgba[i] = static_cast<std::uint8_t>(std::clamp(change(static_cast<int>(image.rgba[i])), 0, 255));
  }
  return image;
}

// A mean over so many pixels in each direction, three times: close to a lens out of focus.
Image out_of_focus(Image image, int radius) {
  const auto pass = [&](int count, int length, std::size_t step, std::size_t stride) {
    std::vector<int> line(static_cast<std::size_t>(length));
    for (int l = 0; l < count; ++l) {
      for (std::size_t c = 0; c < 3; ++c) {
        std::uint8_t* at = &image.rgba[static_cast<std::size_t>(l) * stride + c];
        for (int i = 0; i < length; ++i) line[static_cast<std::size_t>(i)] = at[static_cast<std::size_t>(i) * step];
        for (int i = 0; i < length; ++i) {
          int sum = 0;
          for (int k = -radius; k <= radius; ++k) sum += line[static_cast<std::size_t>(std::clamp(i + k, 0, length - 1))];
          at[static_cast<std::size_t>(i) * step] = static_cast<std::uint8_t>(sum / (2 * radius + 1));
        }
      }
    }
  };
  const std::size_t row = 4 * static_cast<std::size_t>(image.width);
  for (int i = 0; i < 3; ++i) {
    pass(image.height, image.width, 4, row);
    pass(image.width, image.height, row, 4);
  }
  return image;
}

}  // namespace

TEST_CASE("good frontal photos give no hints, wherever exactly the oval was laid") {
  const Image dogs = asset("dogs.jpg");
  for (const Oval& oval : {kCurly, kFringe}) {
    for (const double shift : {-0.02, 0.0, 0.02}) {
      Oval moved = oval;
      moved.cx += shift, moved.degrees += 200 * shift;
      CAPTURE(oval.cx, shift);
      REQUIRE(assess(dogs, with(moved)).empty());
    }
  }
}

TEST_CASE("flash-lit eyes are noticed until one was tapped") {
  const Image dogs = asset("dogs.jpg");
  for (const Oval& oval : {kFlashLit, kTilted}) {
    Recipe recipe = with(oval);
    REQUIRE(assess(dogs, recipe) == Hints{Hint::kFlashLitEyes});
    recipe.eyes = {{0.222, 0.719, 0.015}};
    REQUIRE(assess(dogs, recipe).empty());
  }
}

TEST_CASE("a profile is noticed") { REQUIRE(assess(asset("cat.jpg"), with(kProfile)) == Hints{Hint::kNotFrontal}); }

TEST_CASE("a face of few pixels is small, however large the photo") {
  const Image dogs = asset("dogs.jpg");
  REQUIRE(assess(dogs, with({0.25, 0.25, 0.06, 0.06, 0})) == Hints{Hint::kSmallFace});
  const Hints hints = assess(dogs, with({0.25, 0.25, 0.07, 0.07, 0}));
  REQUIRE(std::count(hints.begin(), hints.end(), Hint::kSmallFace) == 0);
}

TEST_CASE("an oval that leaves the photo is noticed") {
  const Image dogs = asset("dogs.jpg");
  Oval high = kCurly;
  high.cy = 0.1;
  const Hints hints = assess(dogs, with(high));
  REQUIRE(std::count(hints.begin(), hints.end(), Hint::kCutOff) == 1);
}

TEST_CASE("bad light is noticed") {
  const Image dogs = asset("dogs.jpg");
  for (const Oval& oval : {kCurly, kFringe}) {
    REQUIRE(assess(changed(dogs, [](int v) { return v / 5; }), with(oval)) == Hints{Hint::kDark});
    REQUIRE(assess(changed(dogs, [](int v) { return 110 + v / 6; }), with(oval)) == Hints{Hint::kLowContrast});
    const Hints glaring = assess(changed(dogs, [](int v) { return 3 * v; }), with(oval));
    REQUIRE(std::count(glaring.begin(), glaring.end(), Hint::kOverexposed) == 1);
  }
}

TEST_CASE("a face out of focus is noticed, a slightly soft one is not") {
  const Image dogs = asset("dogs.jpg");
  const auto blurred = [&](int radius) {
    const Hints hints = assess(out_of_focus(dogs, radius), with(kCurly));
    return std::count(hints.begin(), hints.end(), Hint::kBlurred) == 1;
  };
  REQUIRE_FALSE(blurred(1));
  REQUIRE_FALSE(blurred(2));
  REQUIRE(blurred(8));
}

TEST_CASE("what cannot be painted is not assessed") {
  REQUIRE(assess({}, {}).empty());
  Recipe recipe;
  recipe.oval.cx = std::numeric_limits<double>::quiet_NaN();
  REQUIRE(assess(fixtures::photo(200, 200), recipe).empty());
  REQUIRE_FALSE(assess(fixtures::flat(1, 1, 9, 9, 9), {}).empty());
}

TEST_CASE("every hint has a name of its own and a sentence") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Hint::kFlashLitEyes); ++i) {
    const auto hint = static_cast<Hint>(i);
    REQUIRE(names.insert(compositor::hint_name(hint)).second);
    REQUIRE(compositor::hint_name(hint).find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    REQUIRE(compositor::hint_text(hint).ends_with("."));
  }
}

TEST_CASE("any oval on any photo is assessed, each hint said once") {
  fixtures::Random random(77);
  const Image photo = fixtures::photo(130, 90);
  for (int i = 0; i < 200; ++i) {
    const Recipe recipe = with({random.between(0, 1), random.between(0, 1), random.between(0.01, 1), random.between(0.01, 1), random.between(-180, 180)});
    const Hints hints = assess(photo, recipe);
    REQUIRE(std::is_sorted(hints.begin(), hints.end()));
    REQUIRE(std::adjacent_find(hints.begin(), hints.end()) == hints.end());
  }
}
