#pragma once

#include <memory>

#include "adapters/memory/memory_database.h"
#include "adapters/memory/memory_job_bell.h"
#include "adapters/memory/memory_job_queue.h"
#include "adapters/postgres/postgres_database.h"
#include "adapters/postgres/postgres_job_queue.h"
#include "temporary_database.h"

// One suite for the twin and the real thing: TEMPLATE_TEST_CASE(..., OnMemory, OnPostgres).
namespace contract {

struct OnMemory {
  static bool available() { return true; }

  adapters::memory::MemoryJobBell bell;
  adapters::memory::MemoryDatabase database{&bell};
  adapters::memory::MemoryJobQueue queue{database};

  std::vector<std::string> customers() {
    const auto stored = database.snapshot().customers;
    return {stored.begin(), stored.end()};
  }
};

struct OnPostgres {
  static bool available() { return test_database_url().has_value(); }

  TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool{server.url(), 8};
  adapters::memory::MemoryJobBell bell;
  adapters::postgres::PostgresDatabase database{pool, &bell};
  adapters::postgres::PostgresJobQueue queue{pool};

  std::vector<std::string> customers() {
    std::vector<std::string> emails;
    for (const auto& row : server.query("SELECT email FROM users ORDER BY email")) emails.push_back(row[0].c_str());
    return emails;
  }
};

}  // namespace contract

#define SKIP_UNLESS_AVAILABLE(Fixture)                                               \
  if (!Fixture::available()) {                                                       \
    contract::store_is_missing("TEST_DATABASE_URL");                                 \
    return;                                                                          \
  }
