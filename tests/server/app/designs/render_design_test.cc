#include "app/designs/render_design.h"

#include <catch2/catch.hpp>

#include "app/designs/call_off_design.h"
#include "app/designs/preview_keys.h"
#include "app/test_shop.h"
#include "domain/retry_policy.h"
#include "base/digest.h"

using base::ErrorCode;
using domain::DesignStatus;
using test::TestShop;

namespace {

domain::DesignId upload(TestShop& shop, const app::UploadRequest& request) {
  const auto design = app::upload_design(shop.services, request);
  REQUIRE(design);
  return design->id;
}

}  // namespace

TEST_CASE("rendering stores the approved preview and the print file and completes the design") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  CHECK(shop.run_ready_jobs() == 1);
  const auto design = shop.design(id);
  CHECK(design.status == DesignStatus::kComplete);
  const auto objects = shop.storage.objects();
  CHECK(objects.at(design.preview_key->value).content_type == "image/png");
  CHECK(objects.at(app::small_preview_key_of(id).value).content_type == "image/png");
  const auto files = shop.database.snapshot().print_files;
  REQUIRE(files.size() == 1);
  CHECK(files[0].key == *design.processed_key);
  CHECK(files[0].print_spec == "tee");
  CHECK(files[0].width_px == 3600);
  CHECK(files[0].height_px == 4800);
  CHECK(files[0].sha256 == base::sha256_hex(objects.at(files[0].key.value).bytes));
  CHECK(files[0].token.size() == 22);  // 128 bits
}

TEST_CASE("previews and print file are drawn by one call, from the stored photo and recipe") {
  TestShop shop;
  const auto request = shop.good_upload();
  upload(shop, request);
  shop.run_ready_jobs();
  const auto requests = shop.renderer.requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].photo == request.photo);
  CHECK(requests[0].recipe_json == request.recipe_json);
  CHECK(requests[0].targets == std::vector<std::string>{"preview:800x960", "preview:160x192", "tee"});
}

TEST_CASE("a picture other than the one the customer saw is never printed") {
  TestShop shop;
  auto request = shop.good_upload();
  request.preview_sha256 = std::string(64, 'a');
  const auto id = upload(shop, request);
  shop.run_all_jobs();
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.design(id).rejection_reason->find("not exactly the one you saw") != std::string::npos);
  CHECK(shop.database.snapshot().print_files.empty());
  CHECK(shop.metrics.value("picasso_preview_mismatches_total") == 1);
}

TEST_CASE("an infected photo is deleted before anything decodes it, and the customer learns why") {
  TestShop shop;
  const std::string infected = test::png_photo() + adapters::memory::eicar_test_file();
  auto request = shop.good_upload();
  request.photo = infected;
  const auto id = upload(shop, request);
  shop.run_all_jobs();
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.design(id).rejection_reason->find("virus scanner") != std::string::npos);
  CHECK(shop.storage.objects().empty());
  CHECK(shop.renderer.requests().empty());
}

TEST_CASE("a scanner that does not answer lets nothing through, the design waits") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  shop.scanner.errors.push(ErrorCode::kUnavailable, 2);
  shop.run_ready_jobs();
  CHECK(shop.design(id).status == DesignStatus::kPending);
  CHECK(shop.renderer.requests().empty());
  CHECK(shop.run_all_jobs() == 2);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

TEST_CASE("an hour without the virus scanner costs no customer a photo") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  const auto recovered_at = shop.clock.now() + std::chrono::hours{1};
  while (shop.clock.now() < recovered_at) {
    shop.scanner.errors.push(ErrorCode::kUnavailable);
    REQUIRE(shop.run_ready_jobs() == 1);
    REQUIRE(shop.design(id).status == DesignStatus::kPending);
    shop.clock.set(shop.jobs(domain::kRenderDesign)[0].run_at);
  }
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

TEST_CASE("a photo that turns out damaged is rejected in the renderer's words, at once") {
  TestShop shop;
  const auto code = GENERATE(ErrorCode::kInvalidInput, ErrorCode::kUnsupportedMedia, ErrorCode::kTooLarge);
  const auto id = upload(shop, shop.good_upload());
  shop.renderer.errors.push({code, "This photo is cut short.", "stb: bad data", {}});
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.design(id).rejection_reason == "This photo is cut short.");
}

TEST_CASE("a renderer that always dies ends in a rejection, not in an endless wait") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  shop.renderer.errors.push(ErrorCode::kInternal, 1000);
  CHECK(shop.run_all_jobs() == domain::crash_limit_of(domain::kRenderDesign));
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.design(id).rejection_reason->find("try another") != std::string::npos);
  CHECK(shop.jobs(domain::kRenderDesign)[0].state == adapters::memory::JobState::kDiscarded);
}

TEST_CASE("a database that fails after the rendering costs a second rendering, no second print file") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  const auto job = shop.claim(domain::kRenderDesign);
  shop.database.errors_after_commit.push(ErrorCode::kUnavailable);  // of the transaction that only reads
  CHECK_FALSE(app::render_design(shop.services, job));
  CHECK(app::render_design(shop.services, job));
  CHECK(shop.design(id).status == DesignStatus::kComplete);
  CHECK(shop.database.snapshot().print_files.size() == 1);
}

TEST_CASE("a worker whose lease went to another cannot complete the design") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  const auto stale = shop.claim(domain::kRenderDesign);
  shop.clock.advance(std::chrono::minutes{2});
  REQUIRE(shop.queue.rescue(shop.clock.now()) == 1);
  shop.claim(domain::kRenderDesign);
  const auto done = app::render_design(shop.services, stale);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::kConflict);
  CHECK(shop.design(id).status == DesignStatus::kPending);
  CHECK(shop.database.snapshot().print_files.empty());
}

TEST_CASE("a render job for a design that is already complete changes nothing") {
  TestShop shop;
  const auto id = shop.finished_design();
  const auto before = shop.design(id);
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(domain::kRenderDesign), id.value, shop.clock.now()});
    return {};
  }));
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.design(id) == before);
  CHECK(shop.renderer.requests().size() == 1);
}

TEST_CASE("giving up leaves a design that was completed meanwhile alone") {
  TestShop shop;
  const auto id = shop.finished_design();
  CHECK(app::give_up_design(shop.services, {1, std::string(domain::kRenderDesign), id.value, 6, 6, {}}));
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

TEST_CASE("a design that is called off before it is rendered leaves nothing, and may be sent again under its key") {
  TestShop shop;
  auto request = shop.good_upload();
  request.upload_key = std::string(64, 'c');
  const auto id = upload(shop, request);
  CHECK(app::call_off_design(shop.services, id.value));
  CHECK(app::call_off_design(shop.services, id.value));
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.storage.objects().empty());
  CHECK(shop.renderer.requests().empty());
  const auto again = upload(shop, request);
  CHECK(again != id);
  shop.run_all_jobs();
  CHECK(shop.design(again).status == DesignStatus::kComplete);
}

TEST_CASE("a design that is called off while it is rendered is not completed, and its pictures are deleted, too") {
  TestShop shop;
  const auto request = shop.good_upload();
  const auto id = upload(shop, request);
  shop.renderer.set_answer([&](const ports::RenderRequest& asked) {
    CHECK(app::call_off_design(shop.services, id.value));
    std::vector<ports::RenderedImage> images;
    for (const auto& target : asked.targets) {
      images.push_back(adapters::memory::MemoryRenderer::image_of(asked.photo, asked.scene, asked.recipe_json, target));
    }
    return base::Result<std::vector<ports::RenderedImage>>(images);
  });
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.storage.objects().empty());
  CHECK(shop.database.snapshot().print_files.empty());
}

TEST_CASE("a photo of a design that was called off stays owed to deletion while the storage does not answer") {
  TestShop shop;
  const auto id = upload(shop, shop.good_upload());
  REQUIRE(app::call_off_design(shop.services, id.value));
  shop.storage.errors.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  CHECK(shop.storage.objects().size() == 1);
  shop.run_all_jobs();
  CHECK(shop.storage.objects().empty());
}

TEST_CASE("a design that is ready, or that nobody knows, cannot be called off") {
  TestShop shop;
  const auto id = shop.finished_design();
  CHECK(app::call_off_design(shop.services, id.value).error().code == ErrorCode::kConflict);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
  CHECK(app::call_off_design(shop.services, "nobody").error().code == ErrorCode::kNotFound);
}
