#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/scheduler.h"
#include "planted_bug.h"
#include "ports/database.h"

namespace simulation {

// Uses of codes as an unlocked reader would still see them, by code: up to half an hour old.
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

// A transaction of MemoryDatabase with one bug in it; with PlantedBug::kNone it only passes on. Sees, besides, whether a
// job was finished by a worker that had lost it.
class BuggedTransaction : public ports::Transaction {
 public:
  BuggedTransaction(ports::Transaction& inner, PlantedBug bug, Scheduler& scheduler, OldCounts& old_counts);

  ports::ProductRepository& products() override { return inner_.products(); }
  ports::DesignRepository& designs() override { return inner_.designs(); }
  ports::ShareRepository& shares() override { return inner_.shares(); }
  ports::OrderRepository& orders() override { return orders_ ? *orders_ : inner_.orders(); }
  ports::PromotionRepository& promotions() override { return promotions_ ? *promotions_ : inner_.promotions(); }
  ports::RefundRepository& refunds() override { return inner_.refunds(); }
  ports::CustomerRepository& customers() override { return inner_.customers(); }
  ports::WebhookInbox& inbox() override { return inbox_ ? *inbox_ : inner_.inbox(); }
  ports::MailLedger& mails() override { return inner_.mails(); }
  ports::JobOutbox& jobs() override { return *jobs_; }
  std::string link_signing_key() override { return inner_.link_signing_key(); }

  [[nodiscard]] bool lost_its_lease() const { return lost_its_lease_; }

 private:
  ports::Transaction& inner_;
  bool lost_its_lease_ = false;
  std::unique_ptr<ports::OrderRepository> orders_;
  std::unique_ptr<ports::PromotionRepository> promotions_;
  std::unique_ptr<ports::WebhookInbox> inbox_;
  std::unique_ptr<ports::JobOutbox> jobs_;
};

}  // namespace simulation
