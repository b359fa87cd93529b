#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "app/reconcile/reconcile.h"
#include "app/test_shop.h"

namespace test {

// The shop some time later, when nobody told it anything.
struct ReconciledShop : TestShop {
  ReconciledShop() { services.owner_email = "owner@example.com"; }

  void reconcile() {
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.jobs().enqueue({std::string(domain::kReconcile), "", clock.now()});
      return {};
    }));
    run_ready_jobs();
    CHECK(jobs(domain::kReconcile).back().state == adapters::memory::JobState::kCompleted);
  }
  void reconcile_after(std::chrono::milliseconds time) {
    clock.advance(time);
    reconcile();
  }
  double repaired(const std::string& what) { return metrics.value("picasso_reconciled_total{what=\"" + what + "\"}"); }
  // The bank does, and nobody tells.
  void send_back_refund(const domain::OrderId& id) {
    const auto refund = database.snapshot().refunds.at(0);
    payments.put_refund(*order(id).payment_intent_id,
                        {refund.provider_id.value(), refund.id, refund.amount_minor, ports::RefundStatus::kFailed, "lost card"});
  }
  int mails_to_owner() {
    int count = 0;
    for (const auto& mail : database.snapshot().mails) count += mail.kind == domain::MailKind::kTrouble ? 1 : 0;
    return count;
  }
};

}  // namespace test
