#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"
#include "ports/job_bell.h"

namespace adapters::postgres {

class PostgresWebhookInbox : public ports::WebhookInbox {
 public:
  explicit PostgresWebhookInbox(Session& session) : session_(session) {}
  bool insert(const domain::WebhookEvent& event) override;
  std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view event_id) override;
  void mark_processed(std::string_view source, std::string_view event_id, base::Timestamp at) override;
  void forget(std::string_view source, std::string_view event_id) override;
  void drop_payloads(base::Timestamp before) override;

 private:
  Session& session_;
};

class PostgresMailLedger : public ports::MailLedger {
 public:
  explicit PostgresMailLedger(Session& session) : session_(session) {}
  bool insert(const domain::MailRecord& mail) override;
  std::optional<domain::MailRecord> find(std::string_view id) override;
  std::optional<domain::MailRecord> find_for_update(std::string_view id) override;
  std::vector<domain::MailRecord> find_by_order(const domain::OrderId& id) override;
  void update(const domain::MailRecord& mail) override;

 private:
  Session& session_;
};

class PostgresJobOutbox : public ports::JobOutbox {
 public:
  explicit PostgresJobOutbox(Session& session) : session_(session) {}
  void enqueue(const domain::NewJob& job) override;
  bool has_unfinished(std::string_view kind, std::string_view payload) override;
  bool complete(const domain::Job& job, base::Timestamp now) override;
  int remove_completed(base::Timestamp before) override;

  [[nodiscard]] const std::vector<ports::JobAnnouncement>& enqueued() const { return enqueued_; }

 private:
  Session& session_;
  std::vector<ports::JobAnnouncement> enqueued_;
};

}  // namespace adapters::postgres
