#include "adapters/postgres/postgres_job_queue.h"

#include "adapters/postgres/job_transition_sql.h"
#include "adapters/postgres/run_transaction.h"
#include "domain/retry_policy.h"

namespace adapters::postgres {
namespace {

using domain::JobEvent;

const std::string kJobColumns = "id, kind, payload, attempt, max_attempts, lease_until, excused";

domain::Job job_from(const Row& row) {
  return {row.big_integer("id"),  row.text("kind"),
          row.text("payload"),    row.integer("attempt"),
          row.integer("max_attempts"), row.optional_time("lease_until").value_or(base::Timestamp{}),
          row.integer("excused")};
}

base::Result<std::optional<domain::Job>> one_job_from(const base::Result<Rows>& rows) {
  if (!rows) return base::forward_error(rows);
  if (rows->empty()) return std::optional<domain::Job>{};
  return std::optional(job_from(rows->front()));
}

// An error may quote what a service sent; the column takes no zero bytes and need not hold a whole page.
std::string storable(std::string_view error) {
  std::string text(error.substr(0, 2000));
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return text;
}

// `limit(kind)` as SQL.
std::string by_kind(int (*limit)(std::string_view)) {
  std::string cases;
  for (const auto kind : domain::kAllJobKinds) {
    cases += " WHEN '" + std::string(kind) + "' THEN " + std::to_string(limit(kind));
  }
  return "CASE kind" + cases + " ELSE " + std::to_string(limit("")) + " END";
}

// Whether a job that lost its worker is spent, as SQL.
const std::string& is_spent() {
  static const std::string sql = "attempt - excused >= least(max_attempts, " + by_kind(domain::crash_limit_of) + ")";
  return sql;
}

std::string comma_separated(const ports::JobKinds& kinds) {
  std::string list;
  for (const auto& kind : kinds) list += (list.empty() ? "" : ",") + kind;
  return list;
}

// UPDATE of a running job that (id, attempt) = ($1, $2) still holds.
std::string update_held(JobEvent event, const std::string& changes) {
  return "UPDATE jobs SET " + state_after(event) + ", lease_until = NULL, " + changes +
         " WHERE id = $1 AND attempt = $2 AND " + state_allows(event);
}

}  // namespace

base::Result<Rows> PostgresJobQueue::run(const std::string& sql, const Params& params) {
  Rows rows;
  const auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    rows = session.execute(sql, params);
    return {};
  });
  if (!done) return base::forward_error(done);
  return rows;
}

base::Result<void> PostgresJobQueue::change(const std::string& sql, const Params& params) {
  if (const auto rows = run(sql, params); !rows) return base::forward_error(rows);
  return {};
}

base::Result<bool> PostgresJobQueue::changes_one(const std::string& sql, const Params& params) {
  const auto rows = run(sql, params);
  if (!rows) return base::forward_error(rows);
  return rows->affected == 1;
}

base::Result<std::optional<domain::Job>> PostgresJobQueue::claim(std::string_view worker, base::Timestamp now,
                                                                 std::chrono::milliseconds lease,
                                                                 const ports::JobKinds& kinds) {
  static const std::string sql =
      "UPDATE jobs SET " + state_after(JobEvent::kClaimed) +
      ", attempt = attempt + 1, lease_until = $3, worker = $1 "
      "WHERE id = (SELECT id FROM jobs WHERE " + state_allows(JobEvent::kClaimed) +
      " AND run_at <= $2 AND ($4 = '' OR kind = ANY (string_to_array($4, ','))) "
      "ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + kJobColumns;
  return one_job_from(run(sql, {worker, now, now + lease, comma_separated(kinds)}));
}

base::Result<std::optional<domain::Job>> PostgresJobQueue::claim_announced(std::int64_t job_id, std::string_view worker,
                                                                           base::Timestamp now,
                                                                           std::chrono::milliseconds lease) {
  static const std::string sql =
      "UPDATE jobs SET " + state_after(JobEvent::kClaimed) +
      ", attempt = attempt + 1, lease_until = $3, worker = $1 "
      "WHERE id = (SELECT id FROM jobs WHERE id = $4 AND run_at <= $2 AND " + state_allows(JobEvent::kClaimed) +
      " FOR UPDATE SKIP LOCKED) RETURNING " + kJobColumns;
  return one_job_from(run(sql, {worker, now, now + lease, job_id}));
}

base::Result<bool> PostgresJobQueue::extend(const domain::Job& job, base::Timestamp lease_until) {
  return changes_one("UPDATE jobs SET lease_until = $3 WHERE id = $1 AND attempt = $2 AND state = 'running'",
                     {job.id, job.attempt, lease_until});
}

base::Result<void> PostgresJobQueue::retry_later(const domain::Job& job, base::Timestamp run_at,
                                                 std::string_view error) {
  static const std::string sql = update_held(JobEvent::kFailed, "run_at = $3, announced_at = NULL, last_error = $4");
  return change(sql, {job.id, job.attempt, run_at, storable(error)});
}

base::Result<void> PostgresJobQueue::hand_back(const domain::Job& job, base::Timestamp run_at) {
  static const std::string sql = update_held(JobEvent::kHandedBack, "run_at = $3, announced_at = NULL, excused = excused + 1");
  return change(sql, {job.id, job.attempt, run_at});
}

base::Result<void> PostgresJobQueue::discard(const domain::Job& job, base::Timestamp now, domain::DiscardReason reason,
                                             std::string_view error) {
  static const std::string sql =
      update_held(JobEvent::kGivenUp, "finished_at = $3, discard_reason = $4, last_error = $5");
  return change(sql, {job.id, job.attempt, now, to_string(reason), storable(error)});
}

base::Result<int> PostgresJobQueue::rescue(base::Timestamp now) {
  static const std::string sql = "UPDATE jobs SET " + state_after(JobEvent::kLeaseLost) +
                                 ", run_at = $1, announced_at = NULL, lease_until = NULL, last_error = 'lease ran out' "
                                 "WHERE id IN (SELECT id FROM jobs WHERE " + state_allows(JobEvent::kLeaseLost) +
                                 " AND lease_until <= $1 AND NOT " + is_spent() + " FOR UPDATE SKIP LOCKED)";
  const auto rows = run(sql, {now});
  if (!rows) return base::forward_error(rows);
  return static_cast<int>(rows->affected);
}

base::Result<std::optional<domain::Job>> PostgresJobQueue::claim_spent(std::string_view worker, base::Timestamp now,
                                                                       std::chrono::milliseconds lease) {
  static const std::string sql = "UPDATE jobs SET lease_until = $3, worker = $1, " + state_after(JobEvent::kTakenOver) +
                                 " WHERE id = (SELECT id FROM jobs WHERE " + state_allows(JobEvent::kTakenOver) +
                                 " AND lease_until <= $2 AND " + is_spent() +
                                 " ORDER BY lease_until, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + kJobColumns;
  return one_job_from(run(sql, {worker, now, now + lease}));
}

base::Result<std::vector<ports::JobAnnouncement>> PostgresJobQueue::announce_ready(base::Timestamp now,
                                                                                   base::Timestamp announced_before,
                                                                                   int limit) {
  static const std::string sql = "UPDATE jobs SET announced_at = $1 WHERE id IN (SELECT id FROM jobs WHERE " +
                                 state_allows(JobEvent::kClaimed) +
                                 " AND run_at <= $1 AND (announced_at IS NULL OR announced_at < $2) "
                                 "ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, kind";
  const auto rows = run(sql, {now, announced_before, limit});
  if (!rows) return base::forward_error(rows);
  std::vector<ports::JobAnnouncement> ready;
  for (const auto& row : rows->rows) ready.push_back({row.big_integer("id"), row.text("kind")});
  return ready;
}

base::Result<std::map<std::string, int>> PostgresJobQueue::depth() {
  const auto rows = run(
      "SELECT kind || '/' || state AS series, count(*) AS jobs FROM jobs "
      "WHERE state IN ('available', 'running', 'retryable', 'discarded') GROUP BY kind, state",
      {});
  if (!rows) return base::forward_error(rows);
  std::map<std::string, int> depth;
  for (const auto& row : rows->rows) depth[row.text("series")] = row.integer("jobs");
  return depth;
}

base::Result<std::vector<ports::QuarantinedJob>> PostgresJobQueue::quarantined(int limit) {
  const auto rows = run("SELECT " + kJobColumns + ", discard_reason, last_error, finished_at FROM jobs "
                        "WHERE state = 'discarded' ORDER BY finished_at DESC, id DESC LIMIT $1", {limit});
  if (!rows) return base::forward_error(rows);
  std::vector<ports::QuarantinedJob> found;
  for (const auto& row : rows->rows) {
    found.push_back({job_from(row), domain::discard_reason_from(row.text("discard_reason")).value(),
                     row.text("last_error"), row.time("finished_at")});
  }
  return found;
}

base::Result<bool> PostgresJobQueue::retry(std::int64_t job_id, base::Timestamp now) {
  static const std::string sql = "UPDATE jobs SET " + state_after(JobEvent::kRetried) +
                                 ", run_at = $2, announced_at = NULL, finished_at = NULL, discard_reason = NULL, "
                                 "excused = attempt, max_attempts = " + by_kind(domain::max_attempts_of) +
                                 " WHERE id = $1 AND " + state_allows(JobEvent::kRetried);
  return changes_one(sql, {job_id, now});
}

base::Result<bool> PostgresJobQueue::cancel(std::int64_t job_id, base::Timestamp now) {
  static const std::string sql = "UPDATE jobs SET " + state_after(JobEvent::kCanceled) +
                                 ", finished_at = $2 WHERE id = $1 AND " + state_allows(JobEvent::kCanceled);
  return changes_one(sql, {job_id, now});
}

}  // namespace adapters::postgres
