#pragma once

#include <functional>

#include "adapters/postgres/connection_pool.h"
#include "base/result.h"

namespace adapters::postgres {

// Runs `work` in one transaction: commits when it returns a value, rolls back otherwise. Where nothing was committed
// (deadlock, a connection that turned out to be dead) the work is run again, three times at most in all; so `work` may
// have no effect outside the transaction. SqlFailure and other std::exceptions become errors.
base::Result<void> run_transaction(ConnectionPool& pool, const std::function<base::Result<void>(Session&)>& work);

}  // namespace adapters::postgres
