#include "adapters/postgres/migrator.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "adapters/postgres/connection.h"
#include "adapters/postgres/connection_string.h"
#include "base/digest.h"

namespace adapters::postgres {
namespace {

using base::ErrorCode;

// Any number that nothing else locks: "picasso" on a telephone's keys.
constexpr const char* kLock = "SELECT pg_advisory_lock(7422776)";

struct Migration {
  std::string name;
  std::string sql;
};

base::Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder) {
  std::error_code missing;
  std::vector<Migration> migrations;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
    if (entry.path().extension() != ".sql") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    migrations.push_back({entry.path().filename().string(),
                          std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>())});
    if (!file) missing = std::make_error_code(std::errc::io_error);
  }
  if (missing || migrations.empty()) {
    return base::fail(ErrorCode::kInvalidInput, "There are no migrations in " + folder.string() + ".",
                      missing ? missing.message() : "no *.sql files");
  }
  std::sort(migrations.begin(), migrations.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return migrations;
}

void prepare(Connection& connection) {
  Session session(connection);
  // Held by the session, not the transaction: until the connection closes.
  session.execute(kLock);
  session.execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, sha256 text NOT NULL, "
      "applied_at timestamptz NOT NULL DEFAULT now())");
  session.commit();
}

std::map<std::string, std::string> applied_digests(Connection& connection) {
  Session session(connection);
  std::map<std::string, std::string> digests;
  for (const auto& row : session.execute("SELECT name, sha256 FROM schema_migrations").rows) {
    digests[row.text("name")] = row.text("sha256");
  }
  return digests;
}

base::Result<void> apply(Connection& connection, const Migration& migration) {
  try {
    Session session(connection);
    session.execute_script(migration.sql);
    session.execute("INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)",
                    {migration.name, base::sha256_hex(migration.sql)});
    session.commit();
    return {};
  } catch (const SqlFailure& failure) {
    if (failure.kind() == FailureKind::kConnectionLost || failure.kind() == FailureKind::kInDoubt) throw;
    return base::fail(ErrorCode::kInvalidInput, "The migration " + migration.name + " failed; nothing of it was kept.",
                      failure.what());
  }
}

base::Result<std::vector<std::string>> apply_new(Connection& connection, const std::vector<Migration>& migrations) {
  const auto digests = applied_digests(connection);
  std::vector<std::string> applied;
  for (const auto& migration : migrations) {
    const auto known = digests.find(migration.name);
    if (known == digests.end()) {
      if (!digests.empty() && migration.name < digests.rbegin()->first) {
        return base::fail(ErrorCode::kConflict, "The migration " + migration.name + " sorts before one that was applied.",
                          "out of order");
      }
      if (auto done = apply(connection, migration); !done) return base::forward_error(done);
      applied.push_back(migration.name);
    } else if (known->second != base::sha256_hex(migration.sql)) {
      return base::fail(ErrorCode::kConflict,
                        "The migration " + migration.name + " was changed after it was applied. Add a new one instead.",
                        "digest differs");
    }
  }
  return applied;
}

}  // namespace

base::Result<std::vector<std::string>> migrate(const std::string& database_url,
                                               const std::filesystem::path& migrations_dir) {
  const auto migrations = read_migrations(migrations_dir);
  if (!migrations) return base::forward_error(migrations);
  try {
    Connection connection(with_session_settings(
        database_url, {.statement_timeout_ms = 0, .lock_timeout_ms = 60'000, .idle_in_transaction_timeout_ms = 0}));
    prepare(connection);
    return apply_new(connection, *migrations);
  } catch (const SqlFailure& failure) {
    return base::Failure(to_error(failure));
  }
}

}  // namespace adapters::postgres
