#include "shop/bugged_transaction.h"

#include <utility>

#include "adapters/memory/ledgers.h"
#include "adapters/memory/order_repository.h"
#include "adapters/memory/promotion_repository.h"

namespace simulation {
namespace {

using adapters::memory::MemoryJobOutbox;
using adapters::memory::MemoryOrderRepository;
using adapters::memory::MemoryPromotionRepository;
using adapters::memory::MemoryWebhookInbox;

// A twin's repository is a view of the transaction's tables: a copy of it sees the same ones.
template <class Twin, class Port>
const Twin& view_of(Port& port) {
  return dynamic_cast<const Twin&>(port);
}

class OrdersWithoutRefunds : public MemoryOrderRepository {
 public:
  explicit OrdersWithoutRefunds(const MemoryOrderRepository& view) : MemoryOrderRepository(view) {}
  std::optional<domain::Order> find(const domain::OrderId& id) override { return forget(MemoryOrderRepository::find(id)); }
  std::optional<domain::Order> find_for_update(const domain::OrderId& id) override { return find(id); }

 private:
  static std::optional<domain::Order> forget(std::optional<domain::Order> order) {
    if (order) order->refunded_minor = 0;
    return order;
  }
};

class UnlockedPromotions : public MemoryPromotionRepository {
 public:
  UnlockedPromotions(const MemoryPromotionRepository& view, OldCounts& old_counts, base::Timestamp now)
      : MemoryPromotionRepository(view), old_counts_(old_counts), now_(now) {}

  std::optional<domain::Promotion> find_for_update(std::string_view code) override {
    auto promotion = find(code);
    if (promotion) promotion->uses = old_counts_.uses(*promotion, now_);
    return promotion;
  }
  void insert_redemption(const domain::Redemption& redemption) override {
    const auto promotion = find(redemption.code);
    const bool is_full = promotion && promotion->limit_total && promotion->uses >= *promotion->limit_total;
    if (!is_full) MemoryPromotionRepository::insert_redemption(redemption);
  }

 private:
  OldCounts& old_counts_;
  base::Timestamp now_;
};

class HastyInbox : public MemoryWebhookInbox {
 public:
  HastyInbox(const MemoryWebhookInbox& view, base::Timestamp now) : MemoryWebhookInbox(view), now_(now) {}
  std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view id) override {
    auto event = MemoryWebhookInbox::find(source, id);
    if (event && !event->processed_at) mark_processed(source, id, now_);
    return event;
  }

 private:
  base::Timestamp now_;
};

class WatchedOutbox : public MemoryJobOutbox {
 public:
  WatchedOutbox(ports::JobOutbox& inner, bool forgives, bool& lost)
      : MemoryJobOutbox(view_of<MemoryJobOutbox>(inner)), inner_(inner), forgives_(forgives), lost_(lost) {}
  // By the transaction's own, which rings the bell for it after the commit.
  void enqueue(const domain::NewJob& job) override { inner_.enqueue(job); }
  bool complete(const domain::Job& job, base::Timestamp now) override {
    const bool ours = inner_.complete(job, now);
    lost_ = lost_ || !ours;
    return ours || forgives_;
  }

 private:
  ports::JobOutbox& inner_;
  bool forgives_;
  bool& lost_;
};

}  // namespace

int OldCounts::uses(const domain::Promotion& promotion, base::Timestamp now) {
  auto& count = counts_[promotion.code];
  if (now - count.at >= std::chrono::minutes{30}) count = {promotion.uses, now};
  return count.uses;
}

BuggedTransaction::BuggedTransaction(ports::Transaction& inner, PlantedBug bug, Scheduler& scheduler, OldCounts& old_counts)
    : inner_(inner) {
  const auto now = scheduler.now();
  if (bug == PlantedBug::kRefundNotChecked && scheduler.current().job_kind == domain::kSubmitFulfillment) {
    orders_ = std::make_unique<OrdersWithoutRefunds>(view_of<MemoryOrderRepository>(inner.orders()));
  }
  if (bug == PlantedBug::kPromotionNotLocked) {
    promotions_ = std::make_unique<UnlockedPromotions>(view_of<MemoryPromotionRepository>(inner.promotions()), old_counts, now);
  }
  if (bug == PlantedBug::kDedupeBeforeWork) {
    inbox_ = std::make_unique<HastyInbox>(view_of<MemoryWebhookInbox>(inner.inbox()), now);
  }
  jobs_ = std::make_unique<WatchedOutbox>(inner.jobs(), bug == PlantedBug::kLeaseNotChecked, lost_its_lease_);
}

}  // namespace simulation
