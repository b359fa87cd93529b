#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "ports/database.h"

namespace contract {

template <class Work>
base::Result<void> in_transaction(ports::Database& database, Work&& work) {
  return database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    work(transaction);
    return {};
  });
}

// A transaction that must commit.
template <class Work>
void commit(ports::Database& database, Work&& work) {
  const auto done = in_transaction(database, work);
  INFO((done ? "" : done.error().cause));
  REQUIRE(done.has_value());
}

}  // namespace contract
