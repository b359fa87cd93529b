#include <catch2/catch.hpp>

#include "app/sharing/create_share.h"
#include "app/sharing/open_share.h"
#include "app/sharing/revoke_share.h"
#include "app/test_shop.h"
#include "base/digest.h"

using base::ErrorCode;
using test::TestShop;

namespace {

app::ShareRequest wish(const TestShop& shop) {
  const auto upload = shop.good_upload();
  return {upload.photo, upload.recipe_json, upload.scene, "tee-white-m", 2};
}

app::CreatedShare shared(TestShop& shop) {
  auto created = app::create_share(shop.services, wish(shop));
  REQUIRE(created);
  return std::move(*created);
}

base::Error refused(TestShop& shop, const app::ShareRequest& request) {
  const auto created = app::create_share(shop.services, request);
  REQUIRE_FALSE(created);
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().shares.empty());
  CHECK(shop.database.snapshot().jobs.empty());
  return created.error();
}

}  // namespace

TEST_CASE("a shared picture can be opened: its recipe, what it is for, and its photo") {
  TestShop shop;
  const auto created = shared(shop);
  const auto opened = app::open_share(shop.services, created.share.id.value);
  REQUIRE(opened);
  CHECK(*opened == created.share);
  CHECK(opened->recipe_json == wish(shop).recipe_json);
  CHECK(opened->variant_sku == "tee-white-m");
  CHECK(opened->quantity == 2);
  CHECK(opened->photo_type == "image/png");
  CHECK(app::read_shared_photo(shop.services, *opened).value() == wish(shop).photo);
}

TEST_CASE("the database knows the secret's hash only, and the id has 128 bits") {
  TestShop shop;
  const auto created = shared(shop);
  CHECK(created.share.secret_sha256 == base::sha256_hex(created.secret.expose()));
  CHECK(created.secret.expose().size() == 43);
  CHECK(domain::is_share_id(created.share.id.value));
  CHECK(shared(shop).share.id != created.share.id);
}

TEST_CASE("what the virus scanner found is never kept") {
  TestShop shop;
  const std::string infected = std::string(wish(shop).photo) + adapters::memory::eicar_test_file();
  auto request = wish(shop);
  request.photo = infected;
  const auto error = refused(shop, request);
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "photo");
}

TEST_CASE("without an answer of the scanner nothing is shared") {
  TestShop shop;
  shop.scanner.errors.push(ErrorCode::kUnavailable);
  CHECK(refused(shop, wish(shop)).code == ErrorCode::kUnavailable);
}

TEST_CASE("what an upload would refuse is not shared either, nor what is not sold") {
  TestShop shop;
  auto request = wish(shop);
  request.photo = "GIF89a";
  CHECK(refused(shop, request).code == ErrorCode::kUnsupportedMedia);
  request = wish(shop);
  request.variant_sku = "mug";
  CHECK(refused(shop, request).field == "variant_sku");
  request = wish(shop);
  request.quantity = 0;
  CHECK(refused(shop, request).field == "quantity");
}

TEST_CASE("a photo whose row could not be written goes again") {
  TestShop shop;
  shop.database.errors_before.push(ErrorCode::kUnavailable);
  CHECK(refused(shop, wish(shop)).code == ErrorCode::kUnavailable);
}

TEST_CASE("its maker takes a link back: closed at once, and a job deletes the photo") {
  TestShop shop;
  const auto created = shared(shop);
  const auto& id = created.share.id.value;
  REQUIRE(app::revoke_share(shop.services, id, created.secret.expose()));
  CHECK(app::open_share(shop.services, id).error().code == ErrorCode::kNotFound);
  CHECK(app::revoke_share(shop.services, id, created.secret.expose()));
  shop.run_ready_jobs();
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().shares.empty());
  CHECK(app::revoke_share(shop.services, id, created.secret.expose()).error().code == ErrorCode::kNotFound);
}

TEST_CASE("nobody else takes it back") {
  TestShop shop;
  const auto created = shared(shop);
  const auto& id = created.share.id.value;
  for (const std::string& secret : {std::string(), std::string("guess"), created.share.secret_sha256, id}) {
    CHECK(app::revoke_share(shop.services, id, secret).error().code == ErrorCode::kForbidden);
  }
  CHECK(app::open_share(shop.services, id));
}

TEST_CASE("after its time a link is closed, and photo and row are gone") {
  TestShop shop;
  const auto created = shared(shop);
  shop.clock.advance(domain::kShareLifetime - std::chrono::seconds(1));
  shop.run_ready_jobs();
  CHECK(app::open_share(shop.services, created.share.id.value));
  shop.clock.advance(std::chrono::seconds(1));
  CHECK(app::open_share(shop.services, created.share.id.value).error().code == ErrorCode::kNotFound);
  shop.run_ready_jobs();
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().shares.empty());
}

TEST_CASE("while the storage does not answer the row stays, so that the photo is not forgotten") {
  TestShop shop;
  const auto created = shared(shop);
  REQUIRE(app::revoke_share(shop.services, created.share.id.value, created.secret.expose()));
  shop.storage.errors.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  CHECK(shop.database.snapshot().shares.size() == 1);
  shop.run_all_jobs();
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().shares.empty());
}

TEST_CASE("ids that are none are unknown") {
  TestShop shop;
  for (const std::string& id : {std::string(), std::string("x"), std::string(22, '!'), std::string(23, 'a'), std::string("a\0b", 3)}) {
    CHECK(app::open_share(shop.services, id).error().code == ErrorCode::kNotFound);
    CHECK(app::revoke_share(shop.services, id, "secret").error().code == ErrorCode::kNotFound);
  }
}
