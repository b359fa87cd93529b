#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "domain/catalog.h"
#include "domain/deletion.h"
#include "domain/design.h"
#include "domain/job.h"
#include "domain/job_state.h"
#include "domain/mail.h"
#include "domain/order.h"
#include "domain/promotion.h"
#include "domain/refund.h"
#include "domain/share.h"
#include "domain/webhook.h"

namespace adapters::memory {

// Signs the links in mails.
inline const std::string kLinkSigningKey(32, 'k');

// A rule that the database keeps, by the name it has in sql/migrations; becomes kConflict.
struct ConstraintViolation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using domain::JobState;

struct StoredJob {
  domain::Job job;  // attempt 0 until first claimed
  JobState state = JobState::kAvailable;
  base::Timestamp run_at;
  std::string worker;
  std::string last_error;
  std::optional<domain::DiscardReason> discard_reason;
  std::optional<base::Timestamp> announced_at;
  std::string once_key;
  std::optional<base::Timestamp> finished_at;
};

// The tables. A transaction works on a copy, so everything here is a plain value.
struct State {
  std::vector<domain::Product> products;
  domain::ShippingPolicy shipping;
  std::set<std::string> customers;  // lower case
  std::map<domain::DesignId, domain::Design> designs;
  std::map<std::string, domain::DesignId, std::less<>> design_uploads;  // by key
  std::vector<domain::PrintFile> print_files;
  std::map<domain::ShareId, domain::Share> shares;
  std::vector<domain::Order> orders;  // in order of insertion, like everything below
  std::vector<domain::OrderHistoryEntry> history;
  std::map<domain::OrderId, std::vector<std::string>> seals;           // of the order's entries
  std::map<domain::OrderId, std::vector<std::string>> reason_digests;  // likewise
  std::map<domain::OrderId, domain::Fulfillment> fulfillments;
  std::vector<domain::Shipment> shipments;
  std::map<std::string, domain::Promotion> promotions;
  std::vector<domain::Redemption> redemptions;
  std::vector<domain::Refund> refunds;
  std::map<std::pair<std::string, std::string>, domain::WebhookEvent> inbox;  // by source and event id
  std::vector<domain::MailRecord> mails;
  std::vector<domain::DeletionRequest> deletions;
  std::vector<StoredJob> jobs;
  std::optional<domain::OrderId> next_to_reconcile;
  std::int64_t next_job_id = 1;
};

inline void require_unique(bool unique, const char* constraint) {
  if (!unique) throw ConstraintViolation(constraint);
}

}  // namespace adapters::memory
