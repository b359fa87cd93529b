#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "adapters/memory/injected_errors.h"
#include "adapters/memory/state.h"
#include "ports/database.h"
#include "ports/job_bell.h"

namespace adapters::memory {

// The twin of the SQL database: one transaction at a time, on a copy of the state that replaces it at commit. Keeps the
// same rules as sql/migrations (unique, foreign keys, UUID ids) under the same constraint names.
// A new one equals a freshly migrated database: it holds the first catalog (first_catalog.h).
class MemoryDatabase : public ports::Database {
 public:
  // `bell` may be null; it must outlive the database.
  explicit MemoryDatabase(ports::JobBell* bell = nullptr);

  base::Result<void> transact(const std::function<base::Result<void>(ports::Transaction&)>& work) override;
  base::Result<void> ping() override;

  void replace_catalog(std::vector<domain::Product> products, domain::ShippingPolicy shipping);

  // A copy of everything stored, for a test's expectations.
  State snapshot();

  // Each makes one transact or ping fail: `before` without running the work, `after_commit` although it took effect.
  InjectedErrors errors_before;
  InjectedErrors errors_after_commit;

  // Runs `change` on the live state under the database's lock; for MemoryJobQueue.
  template <class Change>
  auto with_state(Change&& change) {
    const std::lock_guard lock(mutex_);
    return change(state_);
  }

 private:
  ports::JobBell* bell_;
  std::mutex mutex_;
  std::atomic<std::thread::id> holder_;  // the thread inside transact, so that a nested call fails instead of hanging
  State state_;
};

}  // namespace adapters::memory
