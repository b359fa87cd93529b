#include "matte/matte.h"

#include <catch2/catch.hpp>

#include "views.h"

using namespace compositor::matte;
using compositor::image::Plane;

namespace {

// The view at three times the size.
View enlarged(const View& view) {
  View fine{Plane(3 * view.radius.width, 3 * view.radius.height, 3), Plane(3 * view.radius.width, 3 * view.radius.height, 1), {}};
  for (int y = 0; y < fine.radius.height; ++y) {
    for (int x = 0; x < fine.radius.width; ++x) {
      std::copy_n(view.oklab.at(x / 3, y / 3), 3, fine.oklab.at(x, y));
      *fine.radius.at(x, y) = *view.radius.at(x / 3, y / 3);
    }
  }
  fine.touched.assign(fine.radius.values.size(), Touch::kNone);
  return fine;
}

compositor::image::Work alone;
constexpr compositor::image::View kThird{1 / 3.0f, 0, 1 / 6.0f, 0, 1 / 3.0f, 1 / 6.0f};

}  // namespace

TEST_CASE("on a finer sheet the matte has the pet's own edge") {
  const View view = views::disc(50), fine = enlarged(view);
  const Plane pet = Matte(view, Way::kColors).on(fine, kThird, alone);
  int wrong = 0;
  for (std::size_t i = 0; i < pet.values.size(); ++i) wrong += (pet.values[i] > 0.5f) != (fine.oklab.values[3 * i + 1] > 0);
  REQUIRE(wrong < 100);
}

TEST_CASE("the oval's way is the oval, whatever the colours are") {
  const View view = views::disc(50), fine = enlarged(view);
  const Plane pet = Matte(view, Way::kOval).on(fine, kThird, alone);
  for (std::size_t i = 0; i < pet.values.size(); ++i) REQUIRE(pet.values[i] == (fine.radius.values[i] < 1 ? 1.0f : 0.0f));
}

TEST_CASE("the brush wins on the finer sheet, too") {
  const View view = views::disc(50);
  View fine = enlarged(view);
  const auto touch = [&](int x, int y) -> Touch& { return fine.touched[fine.radius.index(x, y)]; };
  touch(225, 225) = Touch::kErase;
  touch(10, 10) = Touch::kAdd;
  for (const Way way : {Way::kOval, Way::kColors}) {
    const Plane pet = Matte(view, way).on(fine, kThird, alone);
    REQUIRE(*pet.at(225, 225) == 0);
    REQUIRE(*pet.at(10, 10) == 1);
  }
}

TEST_CASE("what lies beside the view or the photo is not the pet") {
  const View view = views::disc(500);
  View fine = view;
  *fine.radius.at(75, 75) = 2 * kNowhere;
  const Plane pet = Matte(view, Way::kOval).on(fine, {1, 0, -50, 0, 1, 0.5f}, alone);
  REQUIRE(*pet.at(20, 75) == 0);
  REQUIRE(*pet.at(80, 75) == 1);
  REQUIRE(*pet.at(75, 75) == 0);
}

TEST_CASE("the same view gives the same matte") {
  const View view = views::disc(50), fine = enlarged(view);
  REQUIRE(Matte(view, Way::kColors).on(fine, kThird, alone).values == Matte(view, Way::kColors).on(fine, kThird, alone).values);
}
