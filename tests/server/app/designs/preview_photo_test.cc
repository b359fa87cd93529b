#include "app/designs/preview_photo.h"

#include <catch2/catch.hpp>

#include "app/designs/render_design.h"
#include "app/test_shop.h"

using base::ErrorCode;
using test::TestShop;

namespace {

app::PreviewRequest wish(const TestShop& shop) {
  const auto upload = shop.good_upload();
  return {upload.photo, upload.recipe_json, upload.scene};
}

}  // namespace

TEST_CASE("a preview is the picture that an upload of the same photo and recipe must have") {
  TestShop shop;
  const auto image = app::preview_photo(shop.services, wish(shop));
  REQUIRE(image);
  CHECK(image->pixel_sha256 == shop.good_upload().preview_sha256);
  CHECK(image->target == app::kPreviewTarget);
}

TEST_CASE("nothing of a preview is stored") {
  TestShop shop;
  REQUIRE(app::preview_photo(shop.services, wish(shop)));
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().jobs.empty());
}

TEST_CASE("what an upload would refuse never reaches the renderer") {
  TestShop shop;
  auto request = wish(shop);
  request.photo = "GIF89a";
  CHECK(app::preview_photo(shop.services, request).error().code == ErrorCode::kUnsupportedMedia);
  request = wish(shop);
  request.recipe_json = "{}";
  CHECK(app::preview_photo(shop.services, request).error().field == "recipe");
  request = wish(shop);
  request.scene = "mona-lisa";
  CHECK(app::preview_photo(shop.services, request).error().field == "scene");
  CHECK(shop.renderer.requests().empty());
}

TEST_CASE("while every slot is taken a preview is refused, and afterwards it is painted") {
  TestShop shop;
  const auto first = shop.services.preview_slots->take();
  auto second = shop.services.preview_slots->take();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(app::preview_photo(shop.services, wish(shop)).error().code == ErrorCode::kRateLimited);
  CHECK(app::preview_photo(shop.services, wish(shop)).error().code == ErrorCode::kRateLimited);
  second.reset();
  CHECK(app::preview_photo(shop.services, wish(shop)));
}

TEST_CASE("a renderer that fails gives its slot back") {
  TestShop shop;
  for (int i = 0; i < 5; ++i) {
    shop.renderer.errors.push(ErrorCode::kInternal);
    CHECK(app::preview_photo(shop.services, wish(shop)).error().code == ErrorCode::kInternal);
  }
  CHECK(app::preview_photo(shop.services, wish(shop)));
}
