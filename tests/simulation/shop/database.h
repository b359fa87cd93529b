#pragma once

#include <string>
#include <vector>

#include "adapters/memory/memory_database.h"
#include "engine/faults.h"
#include "shop/bugged_transaction.h"
#include "shop/watch.h"

namespace simulation {

// The database as the shop reaches it in a run. A transaction happens at once, as if it held every lock it could want;
// others get their turn before and after it. It may fail to begin, fail at its commit, or be committed unheard.
class DatabaseOutside : public ports::Database {
 public:
  DatabaseOutside(adapters::memory::MemoryDatabase& database, Faults& faults, Scheduler& scheduler, PlantedBug bug)
      : watch(scheduler), database_(database), faults_(faults), scheduler_(scheduler), bug_(bug) {}

  base::Result<void> transact(const std::function<base::Result<void>(ports::Transaction&)>& work) override;
  base::Result<void> ping() override { return {}; }

  Watch watch;

 private:
  base::Result<void> commit(const std::function<base::Result<void>(ports::Transaction&)>& work);
  void work_in_vain(const std::function<base::Result<void>(ports::Transaction&)>& work);
  void skip_a_seal();

  adapters::memory::MemoryDatabase& database_;
  Faults& faults_;
  Scheduler& scheduler_;
  PlantedBug bug_;
  OldCounts old_counts_;
};

}  // namespace simulation
