#include "app/orders/render_print_files.h"

#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/designs/render_design.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

domain::OrderId pay(TestShop& shop, const std::vector<app::CartItem>& items) {
  const auto order = app::settle_checkout(shop.services, shop.paid_session(items), app::SettleReason::kWebhook);
  REQUIRE(order);
  return order->id;
}

std::vector<ports::RenderedImage> images_of(const ports::RenderRequest& request) {
  std::vector<ports::RenderedImage> images;
  for (const auto& target : request.targets) {
    images.push_back(
        adapters::memory::MemoryRenderer::image_of(request.photo, request.scene, request.recipe_json, target));
  }
  return images;
}

}  // namespace

TEST_CASE("a print file that was rendered with the preview is not rendered again") {
  TestShop shop;
  pay(shop, shop.tee_cart());
  shop.run_all_jobs();
  CHECK(shop.renderer.requests().size() == 1);
  CHECK(shop.database.snapshot().print_files.size() == 1);
}

TEST_CASE("each print spec of a design is rendered once, however often it is ordered") {
  TestShop shop;
  const auto design = shop.finished_design("tee");
  pay(shop, {{design, "hoodie-black-m", 1}, {design, "hoodie-black-l", 4}, {design, "hat-navy", 1}});
  shop.run_all_jobs();
  const auto requests = shop.renderer.requests();
  REQUIRE(requests.size() == 3);
  CHECK(requests[1].targets == std::vector<std::string>{std::string(app::kPreviewTarget), "hoodie"});
  CHECK(requests[2].targets == std::vector<std::string>{std::string(app::kPreviewTarget), "hat"});
  CHECK(shop.database.snapshot().print_files.size() == 3);
}

TEST_CASE("when all files are there the order may be submitted") {
  TestShop shop;
  const auto id = shop.paid_order();
  REQUIRE(app::render_print_files(shop.services, [&] {
    shop.worker.run_one();  // the confirmation mail, which was owed first
    return shop.claim(domain::kRenderPrintFiles);
  }()));
  const auto jobs = shop.jobs(domain::kSubmitFulfillment);
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].job.payload == id.value);
}

TEST_CASE("an outage in the middle of an order keeps what is already rendered") {
  TestShop shop;
  const auto design = shop.finished_design("tee");
  const auto id = pay(shop, {{design, "hoodie-black-m", 1}, {design, "hat-navy", 1}});
  int calls = 0;
  shop.renderer.set_answer([&](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
    if (++calls == 2) return base::fail(ErrorCode::kUnavailable, "Please try again.", "timed out");
    return images_of(request);
  });
  shop.run_all_jobs();
  CHECK(shop.renderer.requests().size() == 1 + 3);
  CHECK(shop.order(id).state == OrderState::kInProduction);
  CHECK(shop.jobs(domain::kSubmitFulfillment).size() == 1);
}

TEST_CASE("a second product is not printed with a picture the customer did not approve") {
  TestShop shop;
  const auto design = shop.finished_design("tee");
  const auto id = pay(shop, {{design, "hat-navy", 1}});
  shop.renderer.set_answer([](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
    auto repainted = images_of(request);
    repainted[0].pixel_sha256 = std::string(64, '0');
    return repainted;
  });
  shop.run_all_jobs();
  CHECK(shop.renderer.requests().size() == 1 + 1);
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("no longer renders as the preview the customer approved") != std::string::npos);
  CHECK(shop.database.snapshot().print_files.size() == 1);
  CHECK(shop.printer.accepted().empty());
  CHECK(shop.metrics.value("picasso_preview_mismatches_total") == 1);
}

TEST_CASE("an order that is no longer paid is not rendered") {
  TestShop shop;
  const auto id = shop.paid_order();
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = *transaction.orders().find(id);
    domain::apply(order, domain::OrderEvent::kRefundCompleted, shop.clock.now(), "stripe");
    transaction.orders().update(order);
    return {};
  }));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.jobs(domain::kSubmitFulfillment).empty());
  CHECK(shop.printer.accepted().empty());
}

TEST_CASE("an order whose files cannot be rendered goes before a person") {
  TestShop shop;
  const auto id = pay(shop, {{shop.finished_design("tee"), "hat-navy", 1}});
  shop.renderer.errors.push(ErrorCode::kInternal, 1000);
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("render_print_files") != std::string::npos);
  CHECK(shop.printer.accepted().empty());
}
