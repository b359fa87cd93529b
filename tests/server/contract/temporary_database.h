#pragma once

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <pqxx/pqxx>
#include <string>

#include "adapters/postgres/migrator.h"
#include "store_is_missing.h"

namespace contract {

inline std::filesystem::path migrations_dir() {
  return std::filesystem::path(PICASSO_SOURCE_DIR) / "sql" / "migrations";
}

// TEST_DATABASE_URL: any database of a server on which this user may create others.
inline std::optional<std::string> test_database_url() {
  const char* url = std::getenv("TEST_DATABASE_URL");
  if (url == nullptr || *url == '\0') return std::nullopt;
  return url;
}

// The same server, another database.
inline std::string with_database(const std::string& url, const std::string& name) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return url + " dbname=" + name;
  const auto query = url.find('?');
  const auto slash = url.find('/', scheme + 3);
  const auto tail = query == std::string::npos ? std::string() : url.substr(query);
  return url.substr(0, std::min({slash, query, url.size()})) + "/" + name + tail;
}

// A database of its own, dropped at the end. Only where test_database_url() is set.
class TemporaryDatabase {
 public:
  enum class Content { kEmpty, kMigrated };

  explicit TemporaryDatabase(Content content = Content::kMigrated) : name_(next_name()) {
    administer("CREATE DATABASE " + name_ + " TEMPLATE template0");
    if (content == Content::kEmpty) return;
    const auto migrated = adapters::postgres::migrate(url(), migrations_dir());
    if (!migrated) FAIL(migrated.error().public_message << " " << migrated.error().cause);
  }
  ~TemporaryDatabase() { administer("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)"); }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  [[nodiscard]] std::string url() const { return with_database(test_database_url().value(), name_); }

  // As a person at the server's console would.
  pqxx::result administer(const std::string& sql) const {
    pqxx::connection connection(test_database_url().value());
    return pqxx::nontransaction(connection).exec(sql);
  }
  [[nodiscard]] pqxx::result query(const std::string& sql) const {
    pqxx::connection connection(url());
    return pqxx::nontransaction(connection).exec(sql);
  }
  // What a restart of the server does to its clients.
  void close_all_connections() const {
    administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name_ + "'");
  }

 private:
  static std::string next_name() {
    static std::atomic<int> count = 0;
    return "contract_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  }

  std::string name_;
};

}  // namespace contract

#define SKIP_WITHOUT_POSTGRES()                                                      \
  if (!contract::test_database_url()) {                                              \
    contract::store_is_missing("TEST_DATABASE_URL");                                 \
    return;                                                                          \
  }
