#include "app/orders/audit_history.h"

namespace app {
namespace {

constexpr int kOrdersAtOnce = 200;

void audit(ports::Transaction& transaction, const domain::OrderId& id, HistoryAudit& found) {
  const auto order = transaction.orders().find(id);
  if (!order) return;
  const auto story = transaction.orders().story(id);
  ++found.orders;
  found.entries += static_cast<int>(story.size());
  if (auto fault = broken_seal(*order, story)) found.broken.push_back(std::move(*fault));
}

}  // namespace

base::Result<HistoryAudit> audit_history(ports::Database& database) {
  HistoryAudit found;
  std::string after;
  while (true) {
    // The work may run again when the database was busy; it must not count twice.
    HistoryAudit page;
    std::string last;
    const auto done = database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      page = {};
      last.clear();
      for (const auto& id : transaction.orders().ids_after(after, kOrdersAtOnce)) {
        // Nobody may change it between its state and its story.
        if (transaction.orders().find_for_update(id)) audit(transaction, id, page);
        last = id.value;
      }
      return {};
    });
    if (!done) return base::forward_error(done);
    if (last.empty()) return found;
    found.orders += page.orders;
    found.entries += page.entries;
    found.broken.insert(found.broken.end(), page.broken.begin(), page.broken.end());
    after = last;
  }
}

}  // namespace app
