#include "adapters/postgres/ledgers.h"

#include "adapters/postgres/job_transition_sql.h"
#include "domain/retry_policy.h"

namespace adapters::postgres {
namespace {

domain::WebhookEvent event_of(const Row& row) {
  return {row.text("source"),   row.text("event_id"),     row.text("type"),
          row.text("object_id"), row.bytes("payload"),    row.time("received_at"),
          row.optional_time("processed_at"), row.text("reason")};
}

domain::MailRecord mail_of(const Row& row) {
  return {row.text("id"),
          {row.text("order_id")},
          domain::mail_kind_from(row.text("kind")).value(),
          row.text("subject_id"),
          domain::mail_state_from(row.text("state")).value(),
          row.text("failure"),
          row.optional_time("sent_at"),
          row.optional_text("provider_message_id")};
}

}  // namespace

bool PostgresWebhookInbox::insert(const domain::WebhookEvent& event) {
  return session_
             .execute(
                 "INSERT INTO webhook_inbox (source, event_id, type, object_id, payload, received_at, processed_at, "
                 "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (source, event_id) DO NOTHING",
                 {event.source, event.event_id, event.type, event.object_id, bytes_param(event.payload),
                  event.received_at, event.processed_at, event.reason})
             .affected == 1;
}

std::optional<domain::WebhookEvent> PostgresWebhookInbox::find(std::string_view source, std::string_view event_id) {
  const auto rows =
      session_.execute("SELECT * FROM webhook_inbox WHERE source = $1 AND event_id = $2", {source, event_id});
  if (rows.empty()) return std::nullopt;
  return event_of(rows.front());
}

void PostgresWebhookInbox::mark_processed(std::string_view source, std::string_view event_id, base::Timestamp at) {
  const auto rows = session_.execute(
      "UPDATE webhook_inbox SET processed_at = $3 WHERE source = $1 AND event_id = $2", {source, event_id, at});
  if (rows.affected == 0) throw std::logic_error("marking an event that is not in the inbox");
}

void PostgresWebhookInbox::forget(std::string_view source, std::string_view event_id) {
  session_.execute("UPDATE webhook_inbox SET payload = '', reason = '', object_id = forgotten_object(object_id) "
                   "WHERE source = $1 AND event_id = $2", {source, event_id});
}

void PostgresWebhookInbox::drop_payloads(base::Timestamp before) {
  session_.execute("UPDATE webhook_inbox SET payload = '', reason = '' WHERE processed_at < $1 AND (payload <> '' OR reason <> '')",
                   {before});
}

bool PostgresMailLedger::insert(const domain::MailRecord& mail) {
  return session_
             .execute(
                 "INSERT INTO mails (id, order_id, kind, subject_id, state, failure, sent_at, provider_message_id) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (order_id, kind, subject_id) DO NOTHING",
                 {mail.id, mail.order_id, to_string(mail.kind), mail.subject_id, to_string(mail.state), mail.failure,
                  mail.sent_at, mail.provider_message_id})
             .affected == 1;
}

std::optional<domain::MailRecord> PostgresMailLedger::find(std::string_view id) {
  if (!base::is_uuid(id)) return std::nullopt;
  const auto rows = session_.execute("SELECT * FROM mails WHERE id = $1", {id});
  if (rows.empty()) return std::nullopt;
  return mail_of(rows.front());
}

std::optional<domain::MailRecord> PostgresMailLedger::find_for_update(std::string_view id) {
  if (!base::is_uuid(id)) return std::nullopt;
  const auto rows = session_.execute("SELECT * FROM mails WHERE id = $1 FOR UPDATE", {id});
  if (rows.empty()) return std::nullopt;
  return mail_of(rows.front());
}

std::vector<domain::MailRecord> PostgresMailLedger::find_by_order(const domain::OrderId& id) {
  std::vector<domain::MailRecord> found;
  for (const auto& row : session_.execute("SELECT * FROM mails WHERE order_id = $1 ORDER BY sequence", {id}).rows) {
    found.push_back(mail_of(row));
  }
  return found;
}

void PostgresMailLedger::update(const domain::MailRecord& mail) {
  const auto rows = session_.execute(
      "UPDATE mails SET state = $2, failure = $3, sent_at = $4, provider_message_id = $5 WHERE id = $1",
      {mail.id, to_string(mail.state), mail.failure, mail.sent_at, mail.provider_message_id});
  if (rows.affected == 0) throw std::logic_error("update of a mail that is not stored");
}

void PostgresJobOutbox::enqueue(const domain::NewJob& job) {
  const auto stored = session_.execute(
      "INSERT INTO jobs (kind, payload, max_attempts, run_at, once_key) VALUES ($1, $2, $3, $4, nullif($5, '')) "
      "ON CONFLICT (once_key) DO NOTHING RETURNING id",
      {job.kind, job.payload, domain::max_attempts_of(job.kind), job.run_at, job.once_key});
  if (!stored.empty()) enqueued_.push_back({stored.front().big_integer("id"), job.kind});
}

bool PostgresJobOutbox::has_unfinished(std::string_view kind, std::string_view payload) {
  return !session_
              .execute("SELECT 1 FROM jobs WHERE kind = $1 AND payload = $2 AND state IN ('available', 'running', "
                       "'retryable') LIMIT 1",
                       {kind, payload})
              .empty();
}

bool PostgresJobOutbox::complete(const domain::Job& job, base::Timestamp now) {
  static const std::string sql = "UPDATE jobs SET " + state_after(domain::JobEvent::kCompleted) +
                                 ", lease_until = NULL, finished_at = $3 WHERE id = $1 AND attempt = $2 AND " +
                                 state_allows(domain::JobEvent::kCompleted);
  return session_.execute(sql, {job.id, job.attempt, now}).affected == 1;
}

int PostgresJobOutbox::remove_completed(base::Timestamp before) {
  const auto removed = session_.execute("DELETE FROM jobs WHERE state = 'completed' AND finished_at < $1", {before});
  return static_cast<int>(removed.affected);
}

}  // namespace adapters::postgres
