#include "worker/crew.h"

#include <catch2/catch.hpp>
#include <future>
#include <utility>

#include "app/test_shop.h"

using adapters::memory::JobState;
using domain::DesignStatus;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

// A photo whose rendering stands still until it is let go.
struct HeldPhoto {
  explicit HeldPhoto(TestShop& shop) {
    shop.renderer.set_answer([this](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
      begun.set_value();
      let_go.get_future().wait();
      std::vector<ports::RenderedImage> images;
      for (const auto& target : request.targets) {
        images.push_back(
            adapters::memory::MemoryRenderer::image_of(request.photo, request.scene, request.recipe_json, target));
      }
      return images;
    });
    const auto design = app::upload_design(shop.services, shop.good_upload());
    REQUIRE(design);
    id = design->id;
  }
  void go_on() {
    if (!std::exchange(gone_on, true)) let_go.set_value();
  }

  domain::DesignId id;
  std::promise<void> begun;
  std::promise<void> let_go;
  bool gone_on = false;
};

// Declared after the crew: a test that fails half-way must not leave it waiting for the photo.
struct LetGoAtTheEnd {
  HeldPhoto& photo;
  ~LetGoAtTheEnd() { photo.go_on(); }
};

adapters::memory::StoredJob render_job(TestShop& shop) { return shop.jobs(domain::kRenderDesign).at(0); }

}  // namespace

TEST_CASE("a crew that is drained finishes the jobs in hand") {
  TestShop shop;
  HeldPhoto photo(shop);
  worker::Crew crew(shop.services, shop.queue, shop.bell, 2, {.name = "crew", .poll = 10ms});
  const LetGoAtTheEnd guard{photo};
  REQUIRE(photo.begun.get_future().wait_for(10s) == std::future_status::ready);
  photo.go_on();
  CHECK(crew.drain(10s));
  CHECK(shop.design(photo.id).status == DesignStatus::kComplete);
  CHECK(render_job(shop).worker.starts_with("crew-"));
}

TEST_CASE("a job that is not done in time goes to another worker at once, and its first one cannot store it") {
  TestShop shop;
  HeldPhoto photo(shop);
  worker::Crew crew(shop.services, shop.queue, shop.bell, 2, {.name = "crew", .poll = 10ms});
  const LetGoAtTheEnd guard{photo};
  REQUIRE(photo.begun.get_future().wait_for(10s) == std::future_status::ready);
  CHECK_FALSE(crew.drain(20ms));
  CHECK(render_job(shop).state == JobState::kRetryable);
  const auto next = shop.queue.claim_announced(render_job(shop).job.id, "another", shop.clock.now(), 1min);
  REQUIRE(next);
  REQUIRE(*next);
  CHECK((*next)->attempt == 2);

  photo.go_on();
  CHECK(crew.drain(10s));
  CHECK(shop.design(photo.id).status == DesignStatus::kPending);
  CHECK(render_job(shop).state == JobState::kRunning);
}

TEST_CASE("an idle crew ends within its poll") {
  TestShop shop;
  worker::Crew crew(shop.services, shop.queue, shop.bell, 3, {.name = "crew", .poll = 10ms});
  CHECK(crew.drain(10s));
}
