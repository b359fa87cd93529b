#include "shop/bugged_transaction.h"

#include <utility>

namespace simulation {
namespace {

class OrdersWithoutRefunds : public ForwardingOrders {
 public:
  using ForwardingOrders::ForwardingOrders;
  std::optional<domain::Order> find(const domain::OrderId& id) override { return forget(inner_.find(id)); }
  std::optional<domain::Order> find_for_update(const domain::OrderId& id) override {
    return forget(inner_.find_for_update(id));
  }

 private:
  static std::optional<domain::Order> forget(std::optional<domain::Order> order) {
    if (order) order->refunded_minor = 0;
    return order;
  }
};

class UnlockedPromotions : public ForwardingPromotions {
 public:
  UnlockedPromotions(ports::PromotionRepository& inner, OldCounts& old_counts, base::Timestamp now)
      : ForwardingPromotions(inner), old_counts_(old_counts), now_(now) {}

  std::optional<domain::Promotion> find_for_update(std::string_view code) override {
    auto promotion = inner_.find(code);
    if (promotion) promotion->uses = old_counts_.uses(*promotion, now_);
    return promotion;
  }
  void insert_redemption(const domain::Redemption& redemption) override {
    const auto promotion = inner_.find(redemption.code);
    const bool is_full = promotion && promotion->limit_total && promotion->uses >= *promotion->limit_total;
    if (!is_full) inner_.insert_redemption(redemption);
  }

 private:
  OldCounts& old_counts_;
  base::Timestamp now_;
};

class HastyInbox : public ForwardingInbox {
 public:
  HastyInbox(ports::WebhookInbox& inner, base::Timestamp now) : ForwardingInbox(inner), now_(now) {}
  std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view id) override {
    auto event = inner_.find(source, id);
    if (event && !event->processed_at) inner_.mark_processed(source, id, now_);
    return event;
  }

 private:
  base::Timestamp now_;
};

class WatchedOutbox : public ports::JobOutbox {
 public:
  WatchedOutbox(ports::JobOutbox& inner, bool forgives, bool& lost) : inner_(inner), forgives_(forgives), lost_(lost) {}
  void enqueue(const domain::NewJob& job) override { inner_.enqueue(job); }
  bool complete(const domain::Job& job, base::Timestamp now) override {
    const bool ours = inner_.complete(job, now);
    lost_ = lost_ || !ours;
    return ours || forgives_;
  }
  int remove_completed(base::Timestamp before) override { return inner_.remove_completed(before); }

 private:
  ports::JobOutbox& inner_;
  bool forgives_;
  bool& lost_;
};

}  // namespace

int OldCounts::uses(const domain::Promotion& promotion, base::Timestamp now) {
  auto& count = counts_[promotion.code];
  if (now - count.at >= std::chrono::minutes{1}) count = {promotion.uses, now};
  return count.uses;
}

BuggedTransaction::BuggedTransaction(ports::Transaction& inner, PlantedBug bug, Scheduler& scheduler, OldCounts& old_counts)
    : ForwardingTransaction(inner) {
  const bool submits = scheduler.current().job_kind == domain::kSubmitFulfillment;
  orders_ = std::make_unique<ForwardingOrders>(inner.orders());
  if (bug == PlantedBug::kRefundNotChecked && submits) orders_ = std::make_unique<OrdersWithoutRefunds>(inner.orders());
  promotions_ = std::make_unique<ForwardingPromotions>(inner.promotions());
  inbox_ = std::make_unique<ForwardingInbox>(inner.inbox());
  if (bug == PlantedBug::kPromotionNotLocked) {
    promotions_ = std::make_unique<UnlockedPromotions>(inner.promotions(), old_counts, scheduler.now());
  }
  if (bug == PlantedBug::kDedupeBeforeWork) inbox_ = std::make_unique<HastyInbox>(inner.inbox(), scheduler.now());
  jobs_ = std::make_unique<WatchedOutbox>(inner.jobs(), bug == PlantedBug::kLeaseNotChecked, lost_its_lease_);
}

}  // namespace simulation
