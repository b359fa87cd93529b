#include "app/designs/sweep_objects.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/sharing/create_share.h"
#include "app/test_shop.h"

using base::ErrorCode;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

constexpr const char* kNobodys = "6a6a6a6a-0000-4000-8000-000000000001";

struct Shop : TestShop {
  void put(const std::string& key) { REQUIRE(storage.put({key}, "bytes", "image/png")); }
  void sweep() {
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.jobs().enqueue({std::string(domain::kSweepObjects), "", clock.now()});
      return {};
    }));
    run_ready_jobs();
  }
  std::vector<std::string> keys() {
    std::vector<std::string> all;
    for (const auto& [key, object] : storage.objects()) all.push_back(key);
    return all;
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "what a design, a share or an order needs stays, and what no rule of ours names") {
  submitted_order();
  const auto upload = good_upload();
  REQUIRE(app::create_share(services, {upload.photo, upload.recipe_json, upload.scene, std::nullopt, 1}));
  REQUIRE(app::upload_design(services, upload));
  database.with_state([](auto& state) { state.jobs.clear(); });  // it is still to be rendered
  for (const char* other : {"photos/photo", "photos/6a6a6a6a", "backup", "print-shop/6a6a6a6a-0000-4000-8000-000000000001"}) put(other);
  const auto before = keys();
  clock.advance(app::kSweptAfter + 1h);
  sweep();
  CHECK(keys() == before);
}

TEST_CASE_METHOD(Shop, "what belongs to no design or share any more goes, unless it was stored lately") {
  const auto left_behind = {std::string("photos/") + kNobodys, std::string("previews/") + kNobodys + ".png",
                            std::string("print/") + kNobodys + "-tee-" + std::string(64, 'a') + ".png", std::string("shares/") + kNobodys};
  for (const auto& key : left_behind) put(key);
  clock.advance(app::kSweptAfter);
  sweep();
  CHECK(keys().size() == left_behind.size());
  put("photos/6a6a6a6a-0000-4000-8000-000000000002");
  clock.advance(1s);
  sweep();
  CHECK(keys() == std::vector<std::string>{"photos/6a6a6a6a-0000-4000-8000-000000000002"});
  CHECK(metrics.value("picasso_objects_swept_total") == 4);
}

TEST_CASE_METHOD(Shop, "the photo of a rejected design is kept no longer than that") {
  renderer.set_answer([](const ports::RenderRequest&) -> base::Result<std::vector<ports::RenderedImage>> {
    return base::fail(ErrorCode::kInvalidInput, "This photo is cut short.");
  });
  REQUIRE(app::upload_design(services, good_upload()));
  run_ready_jobs();
  REQUIRE(keys().size() == 1);
  clock.advance(app::kSweptAfter + 1s);
  sweep();
  CHECK(keys().empty());
}

TEST_CASE_METHOD(Shop, "more than a page of objects are swept, and storage that is down for a while only delays it") {
  for (int i = 0; i < 1100; ++i) {
    const auto number = std::to_string(100'000 + i);
    put("photos/6a6a6a6a-0000-4000-8000-000000" + number);
  }
  clock.advance(app::kSweptAfter + 1s);
  storage.errors.push_none();
  storage.errors.push(ErrorCode::kUnavailable);
  sweep();
  CHECK_FALSE(keys().empty());
  run_all_jobs();
  CHECK(keys().empty());
}
