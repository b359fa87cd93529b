#include "app/reconcile/reconcile.h"

#include <algorithm>

#include "app/finish_job.h"
#include "app/reconcile/walk.h"
#include "base/log.h"

namespace app {
namespace {

constexpr int kFailuresThatEndIt = 3;  // in a row: the database is away

struct Round {
  std::vector<domain::OrderId> ids;
  std::optional<domain::OrderId> next;
};

// Finished before it begins: what this walk does not get to, the next one does, and no order can stop them all.
base::Result<Round> begin_round(Services& services, const domain::Job& job) {
  const auto now = services.clock.now();
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<Round> {
    if (const auto finished = finish_job(transaction, job, now); !finished) return base::forward_error(finished);
    auto& orders = transaction.orders();
    return Round{orders.ids_to_reconcile(now - kReconciledFor), orders.next_to_reconcile()};
  });
}

// Where the next walk goes on; nothing where this one had time for all.
std::optional<domain::OrderId> look_at_all(Walk& walk, const std::vector<domain::OrderId>& ids) {
  int failures = 0;  // in a row
  for (const auto& id : ids) {
    if (failures == kFailuresThatEndIt || walk.has_taken_long()) return id;
    const auto looked = walk.look_at(id);
    if (!looked) base::log_error("an order could not be reconciled", looked.error(), {{"order_id", id.value}});
    failures = looked ? 0 : failures + 1;
  }
  return walk.first_left_out();
}

}  // namespace

std::vector<domain::OrderId> in_turn(std::vector<domain::OrderId> ids, const std::optional<domain::OrderId>& next) {
  if (!next) return ids;
  const auto first = std::lower_bound(ids.begin(), ids.end(), *next, [](const auto& a, const auto& b) { return a.value < b.value; });
  std::rotate(ids.begin(), first, ids.end());
  return ids;
}

base::Result<void> reconcile(Services& services, const domain::Job& job) {
  const auto round = begin_round(services, job);
  if (!round) return base::forward_error(round);
  Walk walk(services);
  walk.check_refunds();
  walk.check_disputes();
  const auto next = look_at_all(walk, in_turn(round->ids, round->next));
  if (next == round->next) return {};
  const auto kept = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.orders().set_next_to_reconcile(next);
    return {};
  });
  if (!kept) base::log_error("where the reconciler goes on could not be kept", kept.error(), {});
  return {};
}

}  // namespace app
