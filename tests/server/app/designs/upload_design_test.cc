#include "app/designs/upload_design.h"

#include <catch2/catch.hpp>
#include <limits>

#include "app/test_shop.h"
#include "compositor/codec.h"

using base::ErrorCode;
using test::TestShop;

namespace {

void require_nothing_stored(TestShop& shop) {
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().designs.empty());
  CHECK(shop.database.snapshot().jobs.empty());
}

// The error of an upload that must be refused and leave nothing behind.
base::Error refused(TestShop& shop, const app::UploadRequest& request) {
  const auto uploaded = app::upload_design(shop.services, request);
  REQUIRE_FALSE(uploaded);
  require_nothing_stored(shop);
  CHECK_FALSE(uploaded.error().public_message.empty());
  return uploaded.error();
}

std::string recipe_with_oval(const std::string& oval) { return R"({"version":1,"oval":)" + oval + "}"; }

}  // namespace

TEST_CASE("an upload stores the photo, a pending design and its render job") {
  TestShop shop;
  const auto request = shop.good_upload();
  const auto design = app::upload_design(shop.services, request);
  REQUIRE(design);
  CHECK(design->status == domain::DesignStatus::kPending);
  CHECK(shop.design(design->id) == *design);
  CHECK(shop.storage.objects().at(design->photo_key.value).bytes == request.photo);
  const auto jobs = shop.jobs(domain::kRenderDesign);
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].job.payload == design->id.value);
}

TEST_CASE("a photo is never stored under a type that a browser would run") {
  TestShop shop;
  const auto design = app::upload_design(shop.services, shop.good_upload());
  REQUIRE(design);
  CHECK(shop.storage.objects().at(design->photo_key.value).content_type == "application/octet-stream");
}

TEST_CASE("what is no photo is refused and nothing is stored") {
  TestShop shop;
  auto request = shop.good_upload();
  const auto [name, bytes] = GENERATE(table<std::string, std::string>({
      {"text", "good morning"},
      {"SVG", R"(<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>)"},
      {"HTML", "<!doctype html><html><script>alert(1)</script></html>"},
      {"GIF", std::string("GIF89a\x10\x00\x10\x00\x00\x00\x00", 13)},
      {"one byte", "x"},
  }));
  INFO(name);
  request.photo = bytes;
  const auto error = refused(shop, request);
  CHECK(error.code == ErrorCode::kUnsupportedMedia);
  CHECK(error.field == "photo");
}

TEST_CASE("a missing photo is asked for") {
  TestShop shop;
  auto request = shop.good_upload();
  request.photo = {};
  const auto error = refused(shop, request);
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "photo");
}

TEST_CASE("a photo over 40 MB is refused for its size") {
  TestShop shop;
  auto request = shop.good_upload();
  std::string large = test::png_photo();
  large.resize(compositor::kMaxPhotoBytes + 1);
  request.photo = large;
  CHECK(refused(shop, request).code == ErrorCode::kTooLarge);
}

TEST_CASE("a photo of a few pixels is refused") {
  TestShop shop;
  auto request = shop.good_upload();
  const auto tiny = test::png_photo(1, 1);
  request.photo = tiny;
  const auto error = refused(shop, request);
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "photo");
}

TEST_CASE("a photo whose header promises 20000x20000 pixels is refused before it is decoded") {
  TestShop shop;
  auto bomb = test::png_photo();
  // Width and height of the IHDR chunk.
  bomb.replace(16, 8, std::string("\x00\x00\x4e\x20\x00\x00\x4e\x20", 8));
  auto request = shop.good_upload();
  request.photo = bomb;
  const auto uploaded = app::upload_design(shop.services, request);
  REQUIRE_FALSE(uploaded);
  require_nothing_stored(shop);
  CHECK(uploaded.error().field == "photo");
  CHECK(shop.renderer.requests().empty());
}

TEST_CASE("a recipe that cannot be drawn is refused") {
  TestShop shop;
  auto request = shop.good_upload();
  const auto [name, recipe] = GENERATE(table<std::string, std::string>({
      {"outside the photo", recipe_with_oval(R"({"cx":1.5,"cy":0.5,"rx":0.2,"ry":0.2})")},
      {"NaN", recipe_with_oval(R"({"cx":NaN,"cy":0.5,"rx":0.2,"ry":0.2})")},
      {"a number too large for a double", recipe_with_oval(R"({"cx":1e999,"cy":0.5,"rx":0.2,"ry":0.2})")},
      {"no size", recipe_with_oval(R"({"cx":0.5,"cy":0.5,"rx":0,"ry":0.2})")},
      {"text for a number", recipe_with_oval(R"({"cx":"0.5","cy":0.5,"rx":0.2,"ry":0.2})")},
      {"unknown version", R"({"version":7,"oval":{"cx":0.5,"cy":0.5,"rx":0.2,"ry":0.2}})"},
      {"no JSON", "oval"},
      {"empty", ""},
  }));
  INFO(name);
  request.recipe_json = recipe;
  const auto error = refused(shop, request);
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "recipe");
}

TEST_CASE("a painting that the shop does not have is refused") {
  TestShop shop;
  auto request = shop.good_upload();
  request.scene = "../the-scream";
  CHECK(refused(shop, request).field == "scene");
}

TEST_CASE("a product that is not printed on is refused") {
  TestShop shop;
  auto request = shop.good_upload();
  request.print_spec = "mug";
  CHECK(refused(shop, request).field == "print_spec");
}

TEST_CASE("the preview's hash must be 64 lower-case hex digits") {
  TestShop shop;
  auto request = shop.good_upload();
  request.preview_sha256 = GENERATE(as<std::string>{}, "", "abc", std::string(64, 'G'), std::string(64, 'A'),
                                    std::string(65, 'a'));
  CHECK(refused(shop, request).field == "preview_sha256");
}

TEST_CASE("the recipe is kept in its canonical form") {
  TestShop shop;
  auto request = shop.good_upload();
  const std::string spaced = R"({ "oval": {"ry":0.25, "rx":0.25, "cy":0.5, "cx":0.5}, "version": 1 })";
  request.recipe_json = spaced;
  const auto design = app::upload_design(shop.services, request);
  REQUIRE(design);
  CHECK(design->recipe_json == test::recipe_json());
}

TEST_CASE("when storage is down nothing is recorded and the customer may try again") {
  TestShop shop;
  shop.storage.errors.push(ErrorCode::kUnavailable);
  CHECK(refused(shop, shop.good_upload()).code == ErrorCode::kUnavailable);
  CHECK(app::upload_design(shop.services, shop.good_upload()));
}

TEST_CASE("when the database is down the stored photo goes again") {
  TestShop shop;
  shop.database.errors_before.push(ErrorCode::kUnavailable);
  CHECK(refused(shop, shop.good_upload()).code == ErrorCode::kUnavailable);
}

TEST_CASE("an upload sent again under its key gives the design it has made, and nothing is stored twice") {
  TestShop shop;
  auto request = shop.good_upload();
  request.upload_key = std::string(64, 'a');
  const auto first = app::upload_design(shop.services, request);
  const auto again = app::upload_design(shop.services, request);
  REQUIRE(first);
  REQUIRE(again);
  CHECK(first->id == again->id);
  CHECK(shop.storage.objects().size() == 1);
  CHECK(shop.jobs(domain::kRenderDesign).size() == 1);
}

TEST_CASE("a key does not stand for two pictures, and must be a digest") {
  TestShop shop;
  auto request = shop.good_upload();
  request.upload_key = std::string(64, 'a');
  REQUIRE(app::upload_design(shop.services, request));
  request.print_spec = "hat";
  const auto other = app::upload_design(shop.services, request);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::kConflict);
  CHECK(other.error().field == "upload_key");
  request.upload_key = "mine";
  CHECK(app::upload_design(shop.services, request).error().code == ErrorCode::kInvalidInput);
  CHECK(shop.database.snapshot().designs.size() == 1);
}

TEST_CASE("a rejected design does not keep its picture from being sent again") {
  TestShop shop;
  auto request = shop.good_upload();
  request.upload_key = std::string(64, 'a');
  request.preview_sha256 = std::string(64, '0');
  const auto first = app::upload_design(shop.services, request);
  REQUIRE(first);
  shop.run_all_jobs();
  REQUIRE(shop.design(first->id).status == domain::DesignStatus::kRejected);
  const auto again = app::upload_design(shop.services, request);
  REQUIRE(again);
  CHECK(again->id != first->id);
  CHECK(app::upload_design(shop.services, request)->id == again->id);
}
