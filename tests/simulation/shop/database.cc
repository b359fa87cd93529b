#include "shop/database.h"

namespace simulation {
namespace {

using Work = std::function<base::Result<void>(ports::Transaction&)>;

}  // namespace

base::Result<void> DatabaseOutside::transact(const Work& work) {
  return faults_.call("transaction", [&]() -> base::Result<void> {
    if (faults_.works_again()) work_in_vain(work);
    if (faults_.fails_at_commit()) {
      work_in_vain(work);
      return base::fail(base::ErrorCode::kUnavailable, "Please try again later.", "the commit failed");
    }
    return commit(work);
  });
}

base::Result<void> DatabaseOutside::commit(const Work& work) {
  bool lost_its_lease = false;
  auto done = database_.transact([&](ports::Transaction& inner) {
    BuggedTransaction transaction(inner, bug_, scheduler_, old_counts_);
    auto worked = work(transaction);
    lost_its_lease = transaction.lost_its_lease();
    return worked;
  });
  if (!done && done.error().code == base::ErrorCode::kInternal) watch.report("an inner error: " + done.error().cause);
  if (done && lost_its_lease) watch.report("a worker finished " + scheduler_.current().job_kind + " after it had lost it");
  if (!done) return done;
  if (bug_ == PlantedBug::kSealSkipped) skip_a_seal();
  database_.with_state([&](const adapters::memory::State& state) { watch.look_at(state); });
  return done;
}

void DatabaseOutside::work_in_vain(const Work& work) {
  (void)database_.transact([&](ports::Transaction& inner) -> base::Result<void> {
    BuggedTransaction transaction(inner, bug_, scheduler_, old_counts_);
    (void)work(transaction);
    return base::fail(base::ErrorCode::kUnavailable, "", "rolled back");
  });
}

void DatabaseOutside::skip_a_seal() {
  database_.with_state([](adapters::memory::State& state) {
    if (state.history.empty()) return;
    const auto& entry = state.history.back();
    auto& seals = state.seals.at(entry.order_id);
    if (entry.event == domain::kRefundRequested) seals.back() = domain::seal("", static_cast<int>(seals.size()), entry).seal;
  });
}

}  // namespace simulation
