#include "worker/worker_loop.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>

#include "app/designs/render_design.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"
#include "domain/retry_policy.h"

using adapters::memory::JobState;
using base::ErrorCode;
using domain::DesignStatus;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

domain::DesignId upload(TestShop& shop) {
  const auto design = app::upload_design(shop.services, shop.good_upload());
  REQUIRE(design);
  return design->id;
}

void enqueue(TestShop& shop, const std::string& kind) {
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({kind, "payload", shop.clock.now()});
    return {};
  }));
}

}  // namespace

TEST_CASE("an idle loop finds nothing to run") {
  TestShop shop;
  CHECK_FALSE(shop.worker.run_one());
}

TEST_CASE("jobs run oldest first, each once") {
  TestShop shop;
  const auto first = upload(shop);
  shop.clock.advance(1ms);
  const auto second = upload(shop);
  CHECK(shop.worker.run_one());
  CHECK(shop.design(first).status == DesignStatus::kComplete);
  CHECK(shop.design(second).status == DesignStatus::kPending);
  CHECK(shop.worker.run_one());
  CHECK_FALSE(shop.worker.run_one());
  CHECK(shop.metrics.observations(R"(picasso_job_seconds{kind="design.render",outcome="done"})") == 2);
}

TEST_CASE("a job that fails for now is tried again later, and later still") {
  TestShop shop;
  const auto id = upload(shop);
  shop.scanner.errors.push(ErrorCode::kUnavailable, 2);
  CHECK(shop.run_ready_jobs() == 1);
  auto job = shop.jobs(domain::kRenderDesign).at(0);
  CHECK(job.state == JobState::kRetryable);
  CHECK(job.run_at == shop.clock.now() + 1250ms);
  CHECK(job.last_error == "injected");
  shop.clock.advance(1250ms);
  CHECK(shop.run_ready_jobs() == 1);
  job = shop.jobs(domain::kRenderDesign).at(0);
  CHECK(job.run_at == shop.clock.now() + 2500ms);
  shop.clock.advance(2500ms);
  CHECK(shop.run_ready_jobs() == 1);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

namespace {

// The submission of a paid order whose second try, which looks for the first one's order, failed with `error` while somebody
// else's requests shut the printer's gate for 3 s.
adapters::memory::StoredJob failed_behind_a_gate(ErrorCode error) {
  TestShop shop;
  shop.paid_order();
  shop.printer.errors_before.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  shop.printer.before_answer = [&] {
    shop.printer.wait = 3s;
    shop.printer.errors_before.push(error);
  };
  shop.clock.set(shop.jobs(domain::kSubmitFulfillment).at(0).run_at);
  shop.run_ready_jobs();
  return shop.jobs(domain::kSubmitFulfillment).at(0);
}

}  // namespace

TEST_CASE("what a gate turned away was no try, what failed otherwise was one, and waits longer each time") {
  const auto turned_away = failed_behind_a_gate(ErrorCode::kRateLimited);
  CHECK(turned_away.job.attempt == 2);
  CHECK(turned_away.job.tries() == 1);
  const auto failed = failed_behind_a_gate(ErrorCode::kUnavailable);
  CHECK(failed.job.tries() == 2);
  CHECK(failed.last_error == "injected");
}

TEST_CASE("however short the wait for the printer, the job is put back and others are run meanwhile") {
  TestShop shop;
  shop.paid_order();
  shop.printer.wait = 400ms;
  shop.run_ready_jobs();
  const auto submission = shop.jobs(domain::kSubmitFulfillment).at(0);
  CHECK(submission.job.tries() == 0);
  CHECK(submission.run_at == shop.clock.now() + 400ms);
  CHECK(shop.printer.accepted().empty());
  enqueue(shop, std::string(domain::kSweepJobs));
  CHECK(shop.run_ready_jobs() == 1);
  CHECK(shop.jobs(domain::kSweepJobs).at(0).state == JobState::kCompleted);
}

TEST_CASE("a print that is to be stopped does not queue behind those that begin") {
  TestShop shop;
  const auto id = shop.submitted_order();
  REQUIRE(app::request_refund(shop.database, shop.clock, shop.ids, {shop.order(id).number, std::nullopt, "", "owner", ""}));
  SECTION("its turn is a moment away") {
    shop.printer.wait = 400ms;
    shop.run_ready_jobs();
    CHECK((*shop.printer.find_order(domain::external_id_of(id)))->state == ports::FulfillmentState::kCanceled);
  }
  SECTION("the printer is not to be asked at all") {
    shop.printer.wait = 60s;
    shop.run_ready_jobs();
    const auto stop = shop.jobs(domain::kCancelPrint).at(0);
    CHECK(stop.job.tries() == 0);
    CHECK(stop.run_at == shop.clock.now() + 60s);
  }
}

TEST_CASE("a job of an unknown kind is discarded, not tried for ever") {
  TestShop shop;
  enqueue(shop, "order.dance");
  CHECK(shop.run_all_jobs() == 1);
  CHECK(shop.jobs("order.dance").at(0).state == JobState::kDiscarded);
}

TEST_CASE("an exception in a job is a failure of that job, and is tried again") {
  TestShop shop;
  const auto id = upload(shop);
  bool thrown = false;
  shop.renderer.set_answer([&](const ports::RenderRequest& request) -> base::Result<std::vector<ports::RenderedImage>> {
    if (!std::exchange(thrown, true)) throw std::runtime_error("out of luck");
    std::vector<ports::RenderedImage> images;
    for (const auto& target : request.targets) {
      images.push_back(adapters::memory::MemoryRenderer::image_of(request.photo, request.scene, request.recipe_json,
                                                                  target));
    }
    return images;
  });
  CHECK(shop.run_all_jobs() == 2);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

TEST_CASE("a queue that does not answer is waited for") {
  TestShop shop;
  upload(shop);
  shop.queue.errors.push(ErrorCode::kUnavailable);
  CHECK_FALSE(shop.worker.run_one());
  CHECK(shop.worker.run_one());
}

TEST_CASE("a job whose failure could not be noted is rescued when its lease runs out") {
  TestShop shop;
  const auto id = upload(shop);
  shop.scanner.errors.push(ErrorCode::kUnavailable);
  shop.scanner.errors.push(ErrorCode::kUnavailable);
  const auto job = shop.claim(domain::kRenderDesign);  // by a worker that dies with it
  shop.clock.advance(59s);
  shop.worker.look_after_queue();
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kRunning);
  shop.clock.advance(1s);
  shop.worker.look_after_queue();
  shop.run_all_jobs();
  CHECK(shop.design(id).status == DesignStatus::kComplete);
  CHECK(shop.jobs(domain::kRenderDesign).at(0).job.attempt > job.attempt);
}

TEST_CASE("a worker that lost its lease does not spoil what the next one is doing") {
  TestShop shop;
  const auto id = upload(shop);
  shop.renderer.set_answer([&](const ports::RenderRequest&) -> base::Result<std::vector<ports::RenderedImage>> {
    // While this worker stood still its lease ran out and another one took the job.
    shop.clock.advance(2min);
    REQUIRE(shop.queue.rescue(shop.clock.now()) == 1);
    shop.claim(domain::kRenderDesign);
    return base::fail(ErrorCode::kForbidden, "No.", "fails for good");
  });
  CHECK(shop.worker.run_one());
  CHECK(shop.design(id).status == DesignStatus::kPending);
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kRunning);
  CHECK(shop.jobs(domain::kRenderDesign).at(0).job.attempt == 2);
}

TEST_CASE("a job that cannot be given up now stays claimed and comes round again") {
  TestShop shop;
  const auto id = upload(shop);
  shop.renderer.set_answer([&](const ports::RenderRequest&) -> base::Result<std::vector<ports::RenderedImage>> {
    shop.database.errors_before.push(ErrorCode::kUnavailable);
    return base::fail(ErrorCode::kForbidden, "No.", "fails for good");
  });
  CHECK(shop.worker.run_one());
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kRunning);
  shop.renderer.set_answer([](const ports::RenderRequest&) -> base::Result<std::vector<ports::RenderedImage>> {
    return base::fail(ErrorCode::kForbidden, "No.", "fails for good");
  });
  shop.clock.advance(2min);
  shop.worker.look_after_queue();
  shop.run_all_jobs();
  CHECK(shop.design(id).status == DesignStatus::kRejected);
}

namespace {

// Workers that die with the job, one after another, as often as that is allowed.
void lose_workers(TestShop& shop, std::string_view kind) {
  const int last = std::min(domain::max_attempts_of(kind), domain::crash_limit_of(kind));
  for (int i = 1; i <= last; ++i) {
    REQUIRE(shop.claim(kind).attempt == i);
    shop.clock.advance(1min);
    REQUIRE(shop.queue.rescue(shop.clock.now()) == (i < last ? 1 : 0));
  }
}

}  // namespace

TEST_CASE("a photo that kills every worker is rejected in the end") {
  TestShop shop;
  const auto id = upload(shop);
  lose_workers(shop, domain::kRenderDesign);
  CHECK(shop.design(id).status == DesignStatus::kPending);
  shop.worker.look_after_queue();
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kDiscarded);
  CHECK(shop.renderer.requests().empty());
}

TEST_CASE("an order whose files kill every worker goes before a person") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.worker.run_one();  // the confirmation mail, which was owed first
  // The other job of a paid order would come between the tries.
  shop.database.with_state([](auto& state) {
    std::erase_if(state.jobs, [](const auto& stored) { return stored.job.kind == domain::kReadRefunds; });
  });
  lose_workers(shop, domain::kRenderPrintFiles);
  shop.worker.look_after_queue();
  CHECK(shop.order(id).state == domain::OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("its worker stopped") != std::string::npos);
}

TEST_CASE("a lost job without anything to give up is discarded at its last attempt") {
  TestShop shop;
  enqueue(shop, std::string(domain::kSendMail));
  lose_workers(shop, domain::kSendMail);
  shop.worker.look_after_queue();
  CHECK(shop.jobs(domain::kSendMail).at(0).state == JobState::kDiscarded);
}

TEST_CASE("a spent job that cannot be given up now comes round again") {
  TestShop shop;
  const auto id = upload(shop);
  lose_workers(shop, domain::kRenderDesign);
  shop.database.errors_before.push(ErrorCode::kUnavailable, 2);  // the periodic jobs meet the first
  shop.worker.look_after_queue();
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kRunning);
  shop.clock.advance(2min);
  shop.worker.look_after_queue();
  CHECK(shop.design(id).status == DesignStatus::kRejected);
  CHECK(shop.jobs(domain::kRenderDesign).at(0).state == JobState::kDiscarded);
}

TEST_CASE("looking after the queue publishes its depth") {
  TestShop shop;
  upload(shop);
  upload(shop);
  shop.worker.look_after_queue();
  CHECK(shop.metrics.value(R"(picasso_jobs{kind="design.render",state="available"})") == 2);
}

TEST_CASE("a kind of which no job is left is published as none") {
  TestShop shop;
  upload(shop);
  shop.worker.look_after_queue();
  shop.run_ready_jobs();
  shop.worker.look_after_queue();
  CHECK(shop.metrics.value(R"(picasso_jobs{kind="design.render",state="available"})") == 0);
}

TEST_CASE("an announced job is run and acknowledged, also when it was run before") {
  TestShop shop;
  const auto id = upload(shop);
  const auto heard = shop.bell.wait(1s);
  REQUIRE(heard);
  shop.worker.run_announced(*heard);
  CHECK(shop.design(id).status == DesignStatus::kComplete);
  CHECK(shop.bell.acknowledged() == 1);
  shop.worker.run_announced(*heard);
  CHECK(shop.bell.acknowledged() == 2);
  CHECK(shop.renderer.requests().size() == 1);
}

TEST_CASE("an announcement is not acknowledged while the database does not answer") {
  TestShop shop;
  upload(shop);
  const auto heard = shop.bell.wait(1s);
  REQUIRE(heard);
  shop.queue.errors.push(ErrorCode::kUnavailable);
  shop.worker.run_announced(*heard);
  CHECK(shop.bell.acknowledged() == 0);
}

TEST_CASE("what the bell lost is announced again from the database") {
  TestShop shop;
  shop.worker.look_after_queue();  // the periodic jobs
  while (shop.bell.wait(0ms)) {
  }
  const auto first = upload(shop);
  shop.clock.advance(1s);
  shop.worker.look_after_queue();
  shop.bell.empty();
  shop.clock.advance(1s);
  shop.worker.look_after_queue();
  std::optional<ports::JobAnnouncement> heard;
  while (const auto next = shop.bell.wait(0ms)) {
    if (next->kind == domain::kRenderDesign) heard = next;
  }
  REQUIRE(heard);
  shop.worker.run_announced(*heard);
  CHECK(shop.design(first).status == DesignStatus::kComplete);
}

TEST_CASE("a job is announced when its second try is due") {
  TestShop shop;
  upload(shop);
  shop.scanner.errors.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  while (shop.bell.wait(0ms)) {
  }
  const auto announced = [&] {
    int count = 0;
    shop.worker.look_after_queue();
    while (const auto heard = shop.bell.wait(0ms)) count += heard->kind == domain::kRenderDesign ? 1 : 0;
    return count;
  };
  CHECK(announced() == 0);
  shop.clock.advance(5s);
  CHECK(announced() == 1);
  CHECK(announced() == 0);
}

TEST_CASE("a loop that is there for some kinds leaves the others") {
  TestShop shop;
  const auto id = upload(shop);
  worker::WorkerLoop mails(shop.services, shop.queue, shop.bell, {.name = "mails", .kinds = {"order.send_mail"}});
  CHECK_FALSE(mails.run_one());
  worker::WorkerLoop photos(shop.services, shop.queue, shop.bell, {.name = "photos", .kinds = {"design.render"}});
  CHECK(photos.run_one());
  CHECK(shop.design(id).status == DesignStatus::kComplete);
}

TEST_CASE("a job that is given up keeps the reason") {
  TestShop shop;
  enqueue(shop, "order.dance");
  upload(shop);
  shop.run_ready_jobs();
  CHECK(shop.jobs("order.dance").at(0).discard_reason == domain::DiscardReason::kRefused);
  CHECK(shop.jobs("order.dance").at(0).last_error == "no handler for this kind");
}

namespace {

// A test that fails half-way must not wait for ever for the loop that waits for it.
struct LetGoAtTheEnd {
  std::atomic<bool>& stopping;
  std::promise<void>& go_on;
  ~LetGoAtTheEnd() {
    if (stopping.exchange(true)) return;
    go_on.set_value();
  }
};

}  // namespace

TEST_CASE("the loop wakes at the bell, finishes the job in hand and stops") {
  TestShop shop;
  worker::WorkerLoop patient(shop.services, shop.queue, shop.bell, {.name = "patient", .poll = 60'000ms});
  std::atomic<bool> stopping = false;
  std::promise<void> rendering;
  std::promise<void> go_on;
  shop.renderer.set_answer([&](const ports::RenderRequest&) -> base::Result<std::vector<ports::RenderedImage>> {
    rendering.set_value();
    go_on.get_future().wait();
    return base::fail(ErrorCode::kInvalidInput, "This photo is cut short.");
  });
  auto running = std::async(std::launch::async, [&] { patient.run(stopping); });
  const LetGoAtTheEnd guard{stopping, go_on};
  const auto id = upload(shop);
  REQUIRE(rendering.get_future().wait_for(10s) == std::future_status::ready);
  stopping = true;
  CHECK(running.wait_for(20ms) == std::future_status::timeout);
  go_on.set_value();
  REQUIRE(running.wait_for(10s) == std::future_status::ready);
  CHECK(shop.design(id).status == DesignStatus::kRejected);
}
