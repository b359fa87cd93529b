#include "app/refunds/read_refunds.h"

#include "app/finish_job.h"
#include "app/orders/note.h"
#include "app/refunds/record_disputes.h"
#include "app/refunds/settle_refund.h"

namespace app {

base::Result<void> read_refunds(Services& services, const domain::Job& job) {
  // First, since refunds may have to wait for ours that are under way, and a disputed order must not be sent meanwhile.
  if (const auto recorded = record_disputes(services, job.payload); !recorded) return recorded;
  if (const auto recorded = record_refunds(services, job.payload); !recorded) return recorded;
  return finish_job(services, job);
}

base::Result<void> give_up_reading_refunds(Services& services, const domain::Job& job, const base::Error& error) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto found = transaction.orders().find_by_payment_intent(job.payload);
    auto order = found ? transaction.orders().find_for_update(found->id) : std::nullopt;
    if (!order) return {};
    flag_order(services, transaction, *order, "system", "its refunds and disputes could not be looked up: " + error.cause);
    return {};
  });
}

}  // namespace app
