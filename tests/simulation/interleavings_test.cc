// A worker and others who meet in the same order: every order of their steps is run.
#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/refunds/request_refund.h"
#include "app/refunds/send_refund.h"
#include "app/test_shop.h"
#include "engine/fiber.h"
#include "test_conditions.h"
#include "worker/job_handlers.h"

using simulation::Fiber;

namespace {

// Whether calls to the twins stop for others to act first.
thread_local bool pauses = false;

void pause() {
  if (pauses) Fiber::suspend();
}

class PausingDatabase : public ports::Database {
 public:
  explicit PausingDatabase(ports::Database& inner) : inner_(inner) {}
  base::Result<void> transact(const std::function<base::Result<void>(ports::Transaction&)>& work) override {
    pause();
    return inner_.transact(work);
  }
  base::Result<void> ping() override { return inner_.ping(); }

 private:
  ports::Database& inner_;
};

class PausingPrinter : public adapters::memory::MemoryFulfillmentProvider {
 public:
  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override {
    pause();
    return MemoryFulfillmentProvider::find_order(external_id);
  }
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override {
    pause();
    return MemoryFulfillmentProvider::create_order(request);
  }
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override {
    pause();
    return MemoryFulfillmentProvider::cancel_order(external_id);
  }
};

class PausingPayments : public adapters::memory::MemoryPaymentGateway {
 public:
  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override {
    pause();
    return MemoryPaymentGateway::create_refund(request);
  }
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& payment_intent_id) override {
    pause();
    return MemoryPaymentGateway::list_refunds(payment_intent_id);
  }
};

// A shop with one paid order, whose twins pause.
struct PausingShop {
  test::TestShop twins;
  PausingDatabase database{twins.database};
  PausingPayments payments;
  PausingPrinter printer;
  app::Services services{database,     twins.storage,   twins.scanner,    twins.renderer, payments,  printer,
                         twins.mailer, twins.templates, test::wording(),  twins.clock,    twins.ids, twins.metrics,
                         "https://shop.example", {"the-scream"}};
  worker::WorkerLoop worker{services, twins.queue, twins.bell, {.name = "worker"}};
  domain::OrderId id = pay();

  domain::OrderId pay() {
    const auto items = twins.tee_cart();
    REQUIRE(app::create_checkout(services, std::string(test::kCartId), items));
    const auto session = *twins.only_order().stripe_session_id;
    payments.pay(session, "edda@example.com", test::address());
    REQUIRE(app::settle_checkout(services, session, app::SettleReason::kWebhook));
    return twins.only_order().id;
  }

  // Runs other jobs until one of this kind is next, and puts that into a worker's hand.
  domain::Job reach(std::string_view kind) {
    while (true) {
      const auto claimed = twins.queue.claim("slow worker", twins.clock.now(), std::chrono::hours{1});
      REQUIRE(claimed);
      REQUIRE(*claimed);
      if ((*claimed)->kind == kind) return **claimed;
      REQUIRE(worker::job_handlers().find((*claimed)->kind)->second.run(services, **claimed));
    }
  }

  base::Result<domain::Refund> ask_all_back(const std::string& refund_id = {}) {
    return app::request_refund(database, twins.clock, twins.ids, {order().number, {}, "wished so", "owner", refund_id});
  }
  void run_jobs() {
    while (worker.run_one()) {
    }
  }
  domain::Order order() { return twins.order(id); }
  std::int64_t paid_back() {
    std::int64_t sum = 0;
    const auto refunds = payments.list_refunds(*order().payment_intent_id);
    for (const auto& refund : *refunds) sum += refund.amount_minor;
    return sum;
  }
};

// Chooses who of two goes next. Each use is one order of steps; next() tells whether there is another.
class Schedule {
 public:
  bool second_goes() {
    if (at_ == choices_.size()) choices_.push_back(false);
    return choices_[at_++];
  }
  bool next() {
    choices_.resize(at_);
    at_ = 0;
    while (!choices_.empty() && choices_.back()) choices_.pop_back();
    if (choices_.empty()) return false;
    choices_.back() = true;
    return true;
  }

 private:
  std::vector<bool> choices_;
  std::size_t at_ = 0;
};

void run_both(Schedule& schedule, std::function<void()> first, std::function<void()> second) {
  Fiber one(std::move(first));
  Fiber two(std::move(second));
  pauses = true;
  while (!one.ended() || !two.ended()) {
    const bool second_goes = one.ended() || (!two.ended() && schedule.second_goes());
    (second_goes ? two : one).resume();
  }
  pauses = false;
}

}  // namespace

TEST_CASE("a refund that races the submission ends with the money back and no print, in every order of steps") {
  const simulation::Silence silence;
  Schedule schedule;
  int orders_of_steps = 0;
  do {
    PausingShop shop;
    const auto submission = shop.reach(domain::kSubmitFulfillment);
    run_both(
        schedule,
        [&] { (void)worker::job_handlers().find(submission.kind)->second.run(shop.services, submission); },
        [&] {
          (void)shop.ask_all_back();
          shop.run_jobs();
        });
    shop.run_jobs();
    const auto print = shop.printer.find_order(domain::external_id_of(shop.id));
    REQUIRE(print);
    REQUIRE((!*print || (*print)->state == ports::FulfillmentState::kCanceled));
    REQUIRE(shop.paid_back() == shop.order().paid_minor);
    REQUIRE(shop.order().state == domain::OrderState::kRefunded);
    ++orders_of_steps;
  } while (schedule.next());
  CHECK(orders_of_steps > 500);
}

TEST_CASE("two workers with the same refund in hand pay it back once, in every order of steps") {
  const simulation::Silence silence;
  Schedule schedule;
  int orders_of_steps = 0;
  do {
    PausingShop shop;
    shop.run_jobs();
    REQUIRE(app::request_refund(shop.database, shop.twins.clock, shop.twins.ids, {shop.order().number, 500, "a stain", "owner", ""}));
    const auto job = shop.reach(domain::kSendRefund);
    run_both(
        schedule, [&] { (void)app::send_refund(shop.services, job); }, [&] { (void)app::send_refund(shop.services, job); });
    shop.run_jobs();
    REQUIRE(shop.paid_back() == 500);
    REQUIRE(shop.order().refunded_minor == 500);
    ++orders_of_steps;
  } while (schedule.next());
  CHECK(orders_of_steps >= 20);
}

TEST_CASE("a refund that is clicked twice, by one person or by two, gives nothing back twice") {
  const simulation::Silence silence;
  const bool same_click = GENERATE(true, false);
  Schedule schedule;
  do {
    PausingShop shop;
    shop.run_jobs();
    const std::string click = same_click ? shop.twins.ids.new_uuid() : "";
    int accepted = 0;
    const auto ask = [&] {
      if (shop.ask_all_back(click)) ++accepted;
    };
    const auto ask_and_work = [&] {
      ask();
      shop.run_jobs();
    };
    run_both(schedule, ask_and_work, ask);
    shop.run_jobs();
    REQUIRE(accepted == (same_click ? 2 : 1));
    REQUIRE(shop.paid_back() == shop.order().paid_minor);
  } while (schedule.next());
}
