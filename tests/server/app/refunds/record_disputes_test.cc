// A buyer disputes the payment with the bank: what the payment service says of it now counts, not what its events said.
#include "app/refunds/record_disputes.h"

#include <catch2/catch.hpp>

#include "app/orders/note.h"
#include "app/orders/resume_order.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

struct Shop : TestShop {
  std::string intent(const domain::OrderId& id) { return *order(id).payment_intent_id; }
  void put(const domain::OrderId& id, const std::string& word, bool is_for_us = false) {
    payments.put_dispute({"du_1", intent(id), word, is_for_us});
  }
  void tell(const domain::OrderId& id, const std::string& type) {
    REQUIRE(receive("stripe", "evt_" + std::to_string(++events), type, intent(id)));
    run_all_jobs();
  }
  std::vector<std::string> told(const domain::OrderId& id) {
    std::vector<std::string> reasons;
    for (const auto& entry : history(id)) {
      if (app::tells_of_trouble(entry)) reasons.push_back(entry.reason);
    }
    return reasons;
  }
  int events = 0;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Shop, "each word about a dispute is put before a person once, however often and late its events come") {
  const auto id = submitted_order();
  put(id, "needs_response");
  tell(id, "charge.dispute.created");
  tell(id, "charge.dispute.funds_withdrawn");
  CHECK(told(id) == Words{"dispute du_1: needs_response"});
  CHECK(order(id).state == OrderState::kInProduction);
  put(id, "won", true);
  tell(id, "charge.dispute.closed");
  tell(id, "charge.dispute.created");
  CHECK(order(id).trouble == "dispute du_1: won");
  CHECK(told(id) == Words{"dispute du_1: needs_response", "dispute du_1: won"});
}

TEST_CASE_METHOD(Shop, "won and lost are told apart, also by an event of which only the last is heard") {
  const auto id = submitted_order();
  put(id, "lost");
  tell(id, "charge.dispute.closed");
  CHECK(told(id) == Words{"dispute du_1: lost"});
}

TEST_CASE_METHOD(Shop, "an order that is paid and not yet printed stops while its money is away") {
  const auto word = GENERATE(as<std::string>(), "needs_response", "lost");
  const auto id = paid_order();
  put(id, word);
  SECTION("as soon as its event comes") { REQUIRE(receive("stripe", "evt_d", "charge.dispute.created", intent(id))); }
  SECTION("and without an event, when what was told before the payment is looked up") {}
  run_all_jobs();
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble == "dispute du_1: " + word);
  CHECK(printer.accepted().empty());
}

TEST_CASE_METHOD(Shop, "a held order goes on when the owner says so, and the same word does not stop it again") {
  const auto id = paid_order();
  put(id, "needs_response");
  run_all_jobs();
  put(id, "won", true);
  tell(id, "charge.dispute.closed");
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble == "dispute du_1: won");
  REQUIRE(app::resume_order(database, clock, order(id).number, "the bank decided for us"));
  tell(id, "charge.dispute.closed");
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
}

TEST_CASE_METHOD(Shop, "a dispute that was won before the order is printed is told and holds nothing back") {
  const auto id = paid_order();
  put(id, "won", true);
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(told(id) == Words{"dispute du_1: won"});
}

TEST_CASE_METHOD(Shop, "two disputes of one payment are told each, the other payments' not at all") {
  const auto id = submitted_order();
  put(id, "won", true);
  payments.put_dispute({"du_2", intent(id), "needs_response", false});
  payments.put_dispute({"du_3", "pi_other", "lost", false});
  tell(id, "charge.dispute.created");
  CHECK(told(id) == Words{"dispute du_1: won", "dispute du_2: needs_response"});
}

TEST_CASE_METHOD(Shop, "a dispute of which nothing could be read is looked up again") {
  const auto id = submitted_order();
  put(id, "needs_response");
  payments.errors_before.push(ErrorCode::kUnavailable);
  tell(id, "charge.dispute.created");
  CHECK(told(id) == Words{"dispute du_1: needs_response"});
  CHECK(app::record_disputes(services, "pi_unknown").error().code == ErrorCode::kNotFound);
}
