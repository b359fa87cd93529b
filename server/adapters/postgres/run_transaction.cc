#include "adapters/postgres/run_transaction.h"

#include <thread>

namespace adapters::postgres {
namespace {

constexpr int kTries = 3;

base::Result<void> try_once(ConnectionPool::Lease& lease, const std::function<base::Result<void>(Session&)>& work) {
  Session session(lease.connection());
  if (auto done = work(session); !done) return done;
  session.commit();
  return {};
}

bool leaves_the_connection_usable(FailureKind kind) {
  return kind == FailureKind::kConstraint || kind == FailureKind::kBadText || kind == FailureKind::kRolledBack;
}

bool may_run_again(FailureKind kind) {
  return kind == FailureKind::kRolledBack || kind == FailureKind::kConnectionLost;
}

}  // namespace

base::Result<void> run_transaction(ConnectionPool& pool, const std::function<base::Result<void>(Session&)>& work) {
  for (int tries = 1;; ++tries) {
    try {
      auto lease = pool.acquire();
      try {
        return try_once(lease, work);
      } catch (const SqlFailure& failure) {
        if (!leaves_the_connection_usable(failure.kind())) lease.discard();
        if (failure.kind() == FailureKind::kConnectionLost) pool.drop_idle();
        if (tries == kTries || !may_run_again(failure.kind())) return base::Failure(to_error(failure));
      }
    } catch (const SqlFailure& not_connected) {
      return base::Failure(to_error(not_connected));
    } catch (const std::exception& mistake) {
      return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.", mistake.what());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10} * tries);
  }
}

}  // namespace adapters::postgres
