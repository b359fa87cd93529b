#pragma once

#include <set>

#include "adapters/memory/state.h"
#include "ports/database.h"
#include "ports/job_bell.h"

namespace adapters::memory {

class MemoryWebhookInbox : public ports::WebhookInbox {
 public:
  explicit MemoryWebhookInbox(State& state) : state_(state) {}
  bool insert(const domain::WebhookEvent& event) override;
  std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view event_id) override;
  void mark_processed(std::string_view source, std::string_view event_id, base::Timestamp at) override;
  void forget(std::string_view source, std::string_view event_id) override;
  void drop_payloads(base::Timestamp before) override;

 private:
  State& state_;
};

class MemoryMailLedger : public ports::MailLedger {
 public:
  explicit MemoryMailLedger(State& state) : state_(state) {}
  bool insert(const domain::MailRecord& mail) override;
  std::optional<domain::MailRecord> find(std::string_view id) override;
  std::optional<domain::MailRecord> find_for_update(std::string_view id) override { return find(id); }
  std::vector<domain::MailRecord> find_by_order(const domain::OrderId& id) override;
  void update(const domain::MailRecord& mail) override;

 private:
  State& state_;
};

class MemoryJobOutbox : public ports::JobOutbox {
 public:
  explicit MemoryJobOutbox(State& state) : state_(state) {}
  void enqueue(const domain::NewJob& job) override;
  bool has_unfinished(std::string_view kind, std::string_view payload) override;
  bool complete(const domain::Job& job, base::Timestamp now) override;
  int remove_completed(base::Timestamp before) override;

  [[nodiscard]] const std::vector<ports::JobAnnouncement>& enqueued() const { return enqueued_; }

 private:
  State& state_;
  std::vector<ports::JobAnnouncement> enqueued_;
};

// The stored job while it is still running as this attempt; nullptr once the lease was lost or the job finished.
StoredJob* find_running(State& state, const domain::Job& job);

// Leaves what WebhookInbox::forget leaves.
void forget_event(domain::WebhookEvent& event);

}  // namespace adapters::memory
