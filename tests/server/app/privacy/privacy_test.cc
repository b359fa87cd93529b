#include <catch2/catch.hpp>
#include <functional>

#include "app/orders/audit_history.h"
#include "app/orders/order_view.h"
#include "app/privacy/deletion_link.h"
#include "app/privacy/forget_person.h"
#include "app/privacy/request_deletion.h"
#include "app/sharing/create_share.h"
#include "app/test_shop.h"
#include "domain/retry_policy.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

constexpr const char* kEmail = "edda@example.com";

struct Shop : TestShop {
  void ask(const std::string& email = kEmail) {
    REQUIRE(app::request_deletion(services, email, domain::Language::kGerman));
    run_ready_jobs();
  }
  std::string only_request() { return database.snapshot().deletions.at(0).id; }
  std::string signature() { return app::deletion_signature(signing_key(), only_request()); }
  base::Result<void> confirm() { return app::confirm_deletion(services, only_request(), signature()); }
  domain::OrderId delivered_order() {
    const auto id = submitted_order();
    auto parcel = test::parcel("1");
    parcel.delivered = true;
    printer.ship(domain::external_id_of(id), parcel);
    REQUIRE(receive("printful", "p_1", "shipment_delivered", domain::external_id_of(id)));
    run_ready_jobs();
    REQUIRE(order(id).state == OrderState::kDelivered);
    return id;
  }
  std::size_t deletion_mails() {
    std::size_t count = 0;
    for (const auto& mail : mailer.sent()) count += mail.category == "deletion" ? 1 : 0;
    return count;
  }
  // Whether anything that is stored still holds the text.
  bool is_stored(const std::string& text) {
    const auto state = database.snapshot();
    for (const auto& order : state.orders) {
      if (order.user_email == text || order.tracking_number == text) return true;
      if (order.shipping_address && order.shipping_address->name == text) return true;
    }
    for (const auto& entry : state.history) {
      if (entry.reason.find(text) != std::string::npos) return true;
    }
    for (const auto& [key, event] : state.inbox) {
      if ((event.payload + event.reason + event.object_id).find(text) != std::string::npos) return true;
    }
    for (const auto& [id, fulfillment] : state.fulfillments) {
      if (fulfillment.reason.find(text) != std::string::npos) return true;
    }
    for (const auto& stored : state.jobs) {
      if (stored.last_error.find(text) != std::string::npos) return true;
    }
    for (const auto& [id, design] : state.designs) {
      if (design.user_email == text) return true;
    }
    for (const auto& shipment : state.shipments) {
      if (shipment.tracking_number == text || shipment.provider_shipment_id == text) return true;
    }
    for (const auto& mail : state.mails) {
      if (mail.subject_id == text) return true;
    }
    for (const auto& request : state.deletions) {
      if (request.email == text) return true;
    }
    return state.customers.contains(text);
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "who asks gets a link by mail, and nothing is forgotten without it") {
  delivered_order();
  ask(" Edda@Example.COM ");
  REQUIRE(deletion_mails() == 1);
  const auto mail = mailer.sent().back();
  CHECK(mail.to == kEmail);
  CHECK(mail.text.find(app::deletion_link("https://shop.example", signing_key(), only_request(), domain::Language::kGerman)) != std::string::npos);
  run_all_jobs();
  CHECK(only_order().user_email == kEmail);
}

TEST_CASE_METHOD(Shop, "an address that we do not know gets no mail and is not kept") {
  ask("nobody@example.com");
  CHECK(deletion_mails() == 0);
  CHECK_FALSE(is_stored("nobody@example.com"));
  CHECK(app::request_deletion(services, "no address", domain::Language::kEnglish).error().code == ErrorCode::kInvalidInput);
}

TEST_CASE_METHOD(Shop, "nobody's mailbox is flooded: three links a day") {
  delivered_order();
  for (int i = 0; i < 10; ++i) ask();
  CHECK(deletion_mails() == 3);
  clock.advance(domain::kDeletionLinkLifetime + 1s);
  ask();
  CHECK(deletion_mails() == 4);
}

TEST_CASE_METHOD(Shop, "a link that is wrong or too old confirms nothing") {
  delivered_order();
  ask();
  CHECK(app::confirm_deletion(services, only_request(), "x" + signature()).error().code == ErrorCode::kNotFound);
  CHECK(app::confirm_deletion(services, "6a6a6a6a-0000-4000-8000-000000000001", signature()).error().code == ErrorCode::kNotFound);
  clock.advance(domain::kDeletionLinkLifetime);
  CHECK(confirm().error().code == ErrorCode::kNotFound);
  run_all_jobs();
  CHECK(is_stored(kEmail));
}

TEST_CASE_METHOD(Shop, "a confirmed wish reaches photo, previews, print files, addresses, names and the story, which stays whole") {
  const auto id = delivered_order();
  const auto total = order(id).total_minor;
  CHECK(storage.objects().size() >= 3);
  ask();
  REQUIRE(confirm());
  REQUIRE(confirm());
  run_ready_jobs();
  CHECK(storage.objects().empty());
  for (const auto* told : {kEmail, "Edda Munch", "TRACK-1"}) {
    CAPTURE(told);
    CHECK_FALSE(is_stored(told));
  }
  CHECK(order(id).total_minor == total);
  CHECK(order(id).state == OrderState::kDelivered);
  CHECK(app::audit_history(database)->broken.empty());
  CHECK(database.snapshot().print_files.empty());
  REQUIRE(confirm());
  CHECK(run_all_jobs() == 0);
}

TEST_CASE_METHOD(Shop, "who asks twice and uses one link leaves no address in the other wish") {
  delivered_order();
  ask();
  ask();
  REQUIRE(confirm());
  run_ready_jobs();
  CHECK_FALSE(is_stored(kEmail));
  CHECK(database.snapshot().deletions.size() == 1);
}

TEST_CASE_METHOD(Shop, "a wish that nobody confirms goes when its link is too old") {
  delivered_order();
  ask();
  const auto sweep_after = [&](std::chrono::milliseconds time) {
    clock.advance(time);
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.jobs().enqueue({std::string(domain::kSweepJobs), "", clock.now()});
      return {};
    }));
    run_ready_jobs();
    return database.snapshot().deletions.size();
  };
  CHECK(sweep_after(domain::kDeletionLinkLifetime) == 1);
  CHECK(sweep_after(1s) == 0);
  CHECK(is_stored(kEmail));  // its orders and designs are as they were
}

TEST_CASE_METHOD(Shop, "an order under way is finished first, and forgotten then") {
  const auto id = submitted_order();
  ask();
  REQUIRE(confirm());
  run_ready_jobs();
  CHECK(order(id).user_email == kEmail);
  CHECK(storage.objects().size() >= 3);
  auto parcel = test::parcel("1");
  parcel.delivered = true;
  printer.ship(domain::external_id_of(id), parcel);
  REQUIRE(receive("printful", "p_1", "shipment_delivered", domain::external_id_of(id)));
  run_ready_jobs();
  CHECK(mailer.sent().back().category == "shipped");
  clock.advance(app::kLookAgainAfter);
  run_ready_jobs();
  CHECK_FALSE(is_stored(kEmail));
  CHECK(storage.objects().empty());
}

TEST_CASE_METHOD(Shop, "what the printer says later of a forgotten order's parcels brings no number back, nor a mail") {
  const auto id = delivered_order();
  ask();
  REQUIRE(confirm());
  run_all_jobs();
  const auto mails = mailer.sent().size();
  REQUIRE(receive("printful", "p_2", "shipment_delivered", domain::external_id_of(id)));
  run_all_jobs();
  CHECK_FALSE(is_stored(test::parcel("1").tracking_number));
  CHECK(mailer.sent().size() == mails);
}

TEST_CASE_METHOD(Shop, "a parcel that is named by its number loses that name, and is known all the same when it is told of again") {
  const auto id = submitted_order();
  const auto external_id = domain::external_id_of(id);
  auto parcel = test::parcel("94001");
  parcel.tracking_number = parcel.id;
  parcel.delivered = true;
  printer.ship(external_id, parcel);
  REQUIRE(receive("easypost", "e_0", "tracker.created", "parcel:94001"));
  REQUIRE(receive("printful", "p_1", "shipment_delivered", external_id));
  run_ready_jobs();
  REQUIRE(receive("easypost", "e_1", "tracker.updated", "parcel:94001"));
  run_ready_jobs();
  REQUIRE(order(id).state == OrderState::kDelivered);
  REQUIRE(is_stored("parcel:94001"));
  ask();
  REQUIRE(confirm());
  run_ready_jobs();
  const auto mails = database.snapshot().mails.size();
  CHECK_FALSE(is_stored("94001"));
  CHECK_FALSE(is_stored("parcel:94001"));

  printer.edit(external_id, [](auto& theirs) { theirs.parcels[0].returned = true; });
  for (const auto* event : {"e_1", "e_2", "e_2"}) {
    REQUIRE(receive("easypost", event, "tracker.updated", "parcel:94001"));
    run_ready_jobs();
  }
  const auto stored = database.snapshot();
  CHECK_FALSE(is_stored("94001"));
  CHECK_FALSE(is_stored("parcel:94001"));
  REQUIRE(stored.shipments.size() == 1);
  CHECK(stored.shipments[0].returned_at);
  CHECK(order(id).trouble == "a parcel came back");
  CHECK(stored.mails.size() == mails);
  CHECK(stored.inbox.size() == 4);
}

TEST_CASE_METHOD(Shop, "what a carrier tells of a parcel that is none of ours is not kept") {
  REQUIRE(receive("easypost", "e_1", "tracker.updated", "parcel:94001"));
  run_ready_jobs();
  CHECK_FALSE(is_stored("parcel:94001"));
  CHECK(database.snapshot().inbox.begin()->second.processed_at);
}

TEST_CASE_METHOD(Shop, "a picture that is being painted while its person is forgotten is not stored") {
  const auto while_painting = [&](const std::function<void()>& forget) {
    renderer.set_answer([this, forget](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
      forget();
      std::vector<ports::RenderedImage> images;
      for (const auto& target : request.targets) {
        images.push_back(adapters::memory::MemoryRenderer::image_of(request.photo, request.scene, request.recipe_json, target));
      }
      return images;
    });
  };
  worker::WorkerLoop another(services, queue, bell, {.name = "another"});
  const auto forget = [&] {
    REQUIRE(app::delete_by_owner(database, clock, ids, kEmail));
    while (another.run_one()) {
    }
  };
  SECTION("for the cart") {
    const auto design = app::upload_design(services, good_upload());
    REQUIRE(design);
    database.with_state([&](auto& state) { state.designs.at(design->id).user_email = kEmail; });
    while_painting(forget);
  }
  SECTION("for the printer") {
    const auto id = paid_order();
    database.with_state([](auto& state) { state.print_files.clear(); });
    while_painting([this, id, forget] {
      database.with_state([&](auto& state) { state.orders.at(0).state = OrderState::kRefunded; });
      forget();
    });
  }
  run_all_jobs();
  CHECK(storage.objects().empty());
  CHECK(database.snapshot().print_files.empty());
  CHECK(database.snapshot().designs.begin()->second.rejection_reason == domain::kForgottenDesign);
}

TEST_CASE_METHOD(Shop, "a shared picture of the same photo goes, too, others stay") {
  delivered_order();
  const auto upload = good_upload();
  const auto share = app::create_share(services, {upload.photo, upload.recipe_json, upload.scene, std::nullopt, 1});
  REQUIRE(share);
  const auto other = test::png_photo(96, 160);
  REQUIRE(app::create_share(services, {other, upload.recipe_json, upload.scene, std::nullopt, 1}));
  ask();
  REQUIRE(confirm());
  run_ready_jobs();
  CHECK(storage.objects().size() == 1);
  CHECK(database.snapshot().shares.size() == 1);
  CHECK_FALSE(database.snapshot().shares.contains(share->share.id));
}

TEST_CASE_METHOD(Shop, "storage that is down for a while only delays it") {
  delivered_order();
  ask();
  REQUIRE(confirm());
  storage.errors.push(ErrorCode::kUnavailable, 3);
  run_all_jobs();
  CHECK(storage.objects().empty());
  CHECK_FALSE(is_stored(kEmail));
}

TEST_CASE_METHOD(Shop, "a wish that could not be fulfilled is told to the owner, and fulfilled when it is tried again") {
  const auto id = delivered_order();
  ask();
  REQUIRE(confirm());
  storage.errors.push(ErrorCode::kUnavailable, domain::max_attempts_of(domain::kForgetPerson));
  run_all_jobs();
  CHECK(is_stored(kEmail));
  REQUIRE(order(id).trouble);
  CHECK(order(id).trouble->starts_with("its person confirmed that all is to be deleted"));
  CHECK(order(id).state == OrderState::kDelivered);
  REQUIRE(queue.retry(jobs(domain::kForgetPerson).at(0).job.id, clock.now()));
  run_all_jobs();
  CHECK_FALSE(is_stored(kEmail));
  CHECK(storage.objects().empty());
}

TEST_CASE_METHOD(Shop, "the owner's word does without the link") {
  delivered_order();
  CHECK(app::delete_by_owner(database, clock, ids, "nobody@example.com").error().code == ErrorCode::kNotFound);
  REQUIRE(app::delete_by_owner(database, clock, ids, kEmail));
  run_all_jobs();
  CHECK_FALSE(is_stored(kEmail));
}
