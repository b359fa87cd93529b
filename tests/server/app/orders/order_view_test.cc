#include "app/orders/order_view.h"

#include <catch2/catch.hpp>

#include "app/orders/order_link.h"
#include "app/orders/record_fulfillment.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

app::OrderView view_of(TestShop& shop, const domain::OrderId& id) {
  const auto number = shop.order(id).number;
  const auto view = app::view_order(shop.services, domain::Language::kEnglish, number,
                                    app::order_link_signature(shop.signing_key(), number));
  REQUIRE(view);
  return *view;
}

std::vector<std::string> done_steps(const app::OrderView& view) {
  std::vector<std::string> labels;
  for (const auto& step : view.timeline) {
    if (step.done) labels.push_back(step.label);
  }
  return labels;
}

}  // namespace

TEST_CASE("an order is shown in words: money, address, lines and pictures") {
  TestShop shop;
  const auto id = shop.paid_order();
  const auto view = view_of(shop, id);
  CHECK(view.state == "paid");
  CHECK(view.state_label == "Paid");
  CHECK(view.placed_at == "22 November 2026, 09:30 UTC");
  CHECK(view.subtotal == "$29.00");
  CHECK(view.shipping == "$4.99");
  CHECK(view.total == "$33.99");
  REQUIRE(view.lines.size() == 1);
  CHECK(view.lines[0].name == "Unisex tee");
  CHECK(view.lines[0].variant == "White / M");
  CHECK(view.lines[0].image_url ==
        "https://shop.example/api/designs/" + shop.order(id).lines[0].design_id.value + "/small.png");
  CHECK(view.address_lines ==
        std::vector<std::string>{"Edda Munch", "1 Fjord Street", "Portland OR 97201", "United States"});
  CHECK(view.trouble.empty());
}

TEST_CASE("the postal code stands where the country's post wants it") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  shop.payments.pay("cs_test_1", "edda@example.com", {"Edda Munch", "Weg 1", "", "Berlin", "", "10115", "DE", "+491701234567"});
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_test_1"));
  shop.worker.run_one();
  CHECK(view_of(shop, shop.only_order().id).address_lines ==
        std::vector<std::string>{"Edda Munch", "Weg 1", "10115 Berlin", "Germany"});
}

TEST_CASE("the timeline follows the order") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  const auto id = shop.only_order().id;
  CHECK(done_steps(view_of(shop, id)) == std::vector<std::string>{"Order placed"});
  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_test_1"));
  shop.worker.run_one();
  CHECK(done_steps(view_of(shop, id)) == std::vector<std::string>{"Order placed", "Paid"});
  shop.run_all_jobs();
  CHECK(done_steps(view_of(shop, id)) == std::vector<std::string>{"Order placed", "Paid", "In production"});
  shop.printer.ship(domain::external_id_of(id), test::parcel("1"));
  REQUIRE(shop.receive("printful", "p_1", "shipment_sent", domain::external_id_of(id)));
  shop.run_all_jobs();
  const auto view = view_of(shop, id);
  CHECK(done_steps(view) == std::vector<std::string>{"Order placed", "Paid", "In production", "Shipped"});
  CHECK(view.timeline[3].detail == "Handed to USPS.");
  CHECK(view.timeline[3].current);
}

TEST_CASE("exactly one step is the current one") {
  TestShop shop;
  const auto view = view_of(shop, shop.submitted_order());
  int current = 0;
  for (const auto& step : view.timeline) current += step.current ? 1 : 0;
  CHECK(current == 1);
}

TEST_CASE("an order that went astray says so without internals") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.edit(session, [](auto& edited) { edited.total.minor = 1; });
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", session));
  shop.run_all_jobs();
  const auto view = view_of(shop, shop.only_order().id);
  CHECK(view.trouble.find("We are on it") != std::string::npos);
  CHECK(view.trouble.find(*shop.only_order().trouble) == std::string::npos);
  CHECK(done_steps(view) == std::vector<std::string>{"Order placed"});
}

TEST_CASE("a print that shows the pet softly is said so on the order, by the renderer's own figure") {
  const auto sharpness_at = [](int dpi) {
    TestShop shop;
    shop.renderer.set_answer([dpi](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
      std::vector<ports::RenderedImage> images;
      for (const auto& target : request.targets) {
        images.push_back(adapters::memory::MemoryRenderer::image_of(request.photo, request.scene, request.recipe_json, target));
        if (!target.starts_with("preview")) images.back().pet_dpi = dpi;
      }
      return images;
    });
    const auto view = view_of(shop, shop.paid_order());
    REQUIRE(view.lines.size() == 1);
    return view.lines[0].sharpness;
  };
  CHECK(sharpness_at(150).empty());
  CHECK(sharpness_at(149).find("149 DPI") != std::string::npos);
}

TEST_CASE("every state has a label") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  auto order = shop.only_order();
  for (const auto state : domain::kAllOrderStates) {
    order.state = state;
    CHECK_FALSE(app::make_order_view(shop.services, domain::Language::kEnglish, order, {}, {}).state_label.empty());
  }
}

TEST_CASE("an unknown order and a wrong signature look alike") {
  TestShop shop;
  const auto number = shop.order(shop.paid_order()).number;
  const auto unknown = app::view_order(shop.services, domain::Language::kEnglish, "PP-00000000",
                                       app::order_link_signature(shop.signing_key(), "PP-00000000"));
  const auto wrong = app::view_order(shop.services, domain::Language::kEnglish, number, "AAAA");
  REQUIRE_FALSE(unknown);
  REQUIRE_FALSE(wrong);
  CHECK(unknown.error().code == ErrorCode::kNotFound);
  CHECK(wrong.error().code == ErrorCode::kNotFound);
  CHECK(unknown.error().public_message == wrong.error().public_message);
}

TEST_CASE("each parcel is told of by itself: tracking, where it is, and what it holds") {
  TestShop shop;
  const auto id = shop.submitted_order();
  const auto external_id = domain::external_id_of(id);
  auto first = test::parcel("1");
  first.items = {{shop.order(id).lines.at(0).id, 1}};
  first.returned = true;
  auto second = test::parcel("2");
  second.shipped_at += std::chrono::hours{48};
  second.reshipment = true;
  shop.printer.ship(external_id, first);
  shop.printer.ship(external_id, second);
  REQUIRE(app::record_fulfillment(shop.services, external_id));
  const auto view = view_of(shop, id);
  REQUIRE(view.parcels.size() == 2);
  CHECK(view.parcels[0].tracking_number == "TRACK-1");
  CHECK(view.parcels[0].items == std::vector<std::string>{"1 × Unisex tee, White / M"});
  CHECK(view.parcels[0].status.starts_with("Came back to us"));
  CHECK(view.parcels[0].note.empty());
  CHECK(view.parcels[1].tracking_number == "TRACK-2");
  CHECK(view.parcels[1].items.empty());
  CHECK(view.parcels[1].status.starts_with("On its way since"));
  CHECK(view.parcels[1].note == "It replaces another parcel.");
  CHECK(view.timeline.at(3).detail == "In 2 parcels.");
}
