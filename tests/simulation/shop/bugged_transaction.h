#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/scheduler.h"
#include "planted_bug.h"
#include "shop/forwarding.h"

namespace simulation {

// Uses of codes as an unlocked reader would still see them, by code: up to a minute old.
class OldCounts {
 public:
  int uses(const domain::Promotion& promotion, base::Timestamp now);

 private:
  struct Count {
    int uses = 0;
    base::Timestamp at;
  };
  std::map<std::string, Count> counts_;
};

// A transaction with one bug in it; with PlantedBug::kNone it only passes on. Sees, besides, whether a job was finished
// by a worker that had lost it.
class BuggedTransaction : public ForwardingTransaction {
 public:
  BuggedTransaction(ports::Transaction& inner, PlantedBug bug, Scheduler& scheduler, OldCounts& old_counts);

  ports::OrderRepository& orders() override { return *orders_; }
  ports::PromotionRepository& promotions() override { return *promotions_; }
  ports::WebhookInbox& inbox() override { return *inbox_; }
  ports::JobOutbox& jobs() override { return *jobs_; }

  [[nodiscard]] bool lost_its_lease() const { return lost_its_lease_; }

 private:
  bool lost_its_lease_ = false;
  std::unique_ptr<ports::OrderRepository> orders_;
  std::unique_ptr<ports::PromotionRepository> promotions_;
  std::unique_ptr<ports::WebhookInbox> inbox_;
  std::unique_ptr<ports::JobOutbox> jobs_;
};

}  // namespace simulation
