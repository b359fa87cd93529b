#include "adapters/postgres/postgres_job_queue.h"

#include "adapters/postgres/run_transaction.h"
#include "domain/retry_policy.h"

namespace adapters::postgres {
namespace {

domain::Job job_from(const Row& row) {
  return {row.big_integer("id"), row.text("kind"),           row.text("payload"),
          row.integer("attempt"), row.integer("max_attempts"), row.time("lease_until")};
}

// An error may quote what a service sent; the column takes no zero bytes and need not hold a whole page.
std::string storable(std::string_view error) {
  std::string text(error.substr(0, 2000));
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return text;
}

// The attempt at which a job that lost its worker is spent, as SQL.
const std::string& last_attempt() {
  static const std::string sql = [] {
    std::string cases;
    for (const auto kind : domain::kAllJobKinds) {
      cases += " WHEN '" + std::string(kind) + "' THEN " + std::to_string(domain::crash_limit_of(kind));
    }
    return "least(max_attempts, CASE kind" + cases + " ELSE max_attempts END)";
  }();
  return sql;
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

base::Result<std::optional<domain::Job>> PostgresJobQueue::claim(std::string_view worker, base::Timestamp now,
                                                                 std::chrono::milliseconds lease) {
  const auto rows = run(
      "UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_until = $3, worker = $1 "
      "WHERE id = (SELECT id FROM jobs WHERE state IN ('available', 'retryable') AND run_at <= $2 "
      "            ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) "
      "RETURNING id, kind, payload, attempt, max_attempts, lease_until",
      {worker, now, now + lease});
  if (!rows) return base::forward_error(rows);
  if (rows->empty()) return std::optional<domain::Job>{};
  return std::optional(job_from(rows->front()));
}

base::Result<bool> PostgresJobQueue::extend(const domain::Job& job, base::Timestamp lease_until) {
  const auto rows = run("UPDATE jobs SET lease_until = $3 WHERE id = $1 AND attempt = $2 AND state = 'running'",
                        {job.id, job.attempt, lease_until});
  if (!rows) return base::forward_error(rows);
  return rows->affected == 1;
}

base::Result<void> PostgresJobQueue::retry_later(const domain::Job& job, base::Timestamp run_at,
                                                 std::string_view error) {
  const auto rows = run(
      "UPDATE jobs SET state = 'retryable', lease_until = NULL, run_at = $3, last_error = $4 "
      "WHERE id = $1 AND attempt = $2 AND state = 'running'",
      {job.id, job.attempt, run_at, storable(error)});
  if (!rows) return base::forward_error(rows);
  return {};
}

base::Result<void> PostgresJobQueue::discard(const domain::Job& job, base::Timestamp now, std::string_view error) {
  const auto rows = run(
      "UPDATE jobs SET state = 'discarded', lease_until = NULL, finished_at = $3, last_error = $4 "
      "WHERE id = $1 AND attempt = $2 AND state = 'running'",
      {job.id, job.attempt, now, storable(error)});
  if (!rows) return base::forward_error(rows);
  return {};
}

base::Result<int> PostgresJobQueue::rescue(base::Timestamp now) {
  const auto rows = run(
      "UPDATE jobs SET state = 'retryable', run_at = $1, lease_until = NULL, last_error = 'lease ran out' "
      "WHERE id IN (SELECT id FROM jobs WHERE state = 'running' AND lease_until <= $1 AND attempt < " +
          last_attempt() + " FOR UPDATE SKIP LOCKED)",
      {now});
  if (!rows) return base::forward_error(rows);
  return static_cast<int>(rows->affected);
}

base::Result<std::optional<domain::Job>> PostgresJobQueue::claim_spent(std::string_view worker, base::Timestamp now,
                                                                       std::chrono::milliseconds lease) {
  const auto rows = run(
      "UPDATE jobs SET lease_until = $3, worker = $1 "
      "WHERE id = (SELECT id FROM jobs WHERE state = 'running' AND lease_until <= $2 AND attempt >= " +
          last_attempt() +
          " ORDER BY lease_until, id LIMIT 1 FOR UPDATE SKIP LOCKED) "
          "RETURNING id, kind, payload, attempt, max_attempts, lease_until",
      {worker, now, now + lease});
  if (!rows) return base::forward_error(rows);
  if (rows->empty()) return std::optional<domain::Job>{};
  return std::optional(job_from(rows->front()));
}

base::Result<std::map<std::string, int>> PostgresJobQueue::depth() {
  const auto rows = run(
      "SELECT kind || '/' || state AS series, count(*) AS jobs FROM jobs "
      "WHERE state IN ('available', 'running', 'retryable') GROUP BY kind, state",
      {});
  if (!rows) return base::forward_error(rows);
  std::map<std::string, int> depth;
  for (const auto& row : rows->rows) depth[row.text("series")] = row.integer("jobs");
  return depth;
}

}  // namespace adapters::postgres
