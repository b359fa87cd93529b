#include "app/refunds/send_refund.h"

#include <algorithm>

#include "app/finish_job.h"
#include "app/orders/note.h"
#include "app/refunds/settle_refund.h"

namespace app {
namespace {

using domain::Order;
using domain::Refund;
using domain::RefundState;

struct Owed {
  Refund refund;
  Order order;
};

base::Result<std::optional<Owed>> read_owed(Services& services, const std::string& refund_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::optional<Owed>> {
    const auto refund = transaction.refunds().find(refund_id);
    if (!refund || refund->state != RefundState::kRequested) return std::optional<Owed>{};
    const auto order = transaction.orders().find(refund->order_id);
    if (!order) return std::optional<Owed>{};
    return std::optional{Owed{*refund, *order}};
  });
}

base::Result<ports::PaidRefund> find_or_create(Services& services, const Owed& owed) {
  const std::string intent = owed.order.payment_intent_id.value_or("");
  const auto all = services.payments.list_refunds(intent);
  if (!all) return base::forward_error(all);
  const auto found =
      std::find_if(all->begin(), all->end(), [&](const auto& one) { return one.refund_id == owed.refund.id; });
  if (found != all->end()) return *found;
  return services.payments.create_refund(
      {intent, owed.refund.amount_minor, owed.refund.id, owed.order.id.value, "refund:" + owed.refund.id});
}

}  // namespace

base::Result<void> send_refund(Services& services, const domain::Job& job) {
  const auto owed = read_owed(services, job.payload);
  if (!owed) return base::forward_error(owed);
  if (!*owed) return finish_job(services, job);
  const auto made = find_or_create(services, **owed);
  const bool refused = !made && made.error().code == base::ErrorCode::kInvalidInput;
  if (!made && !refused) return base::forward_error(made);
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update((*owed)->order.id);
    const auto refund = transaction.refunds().find(job.payload);
    if (!order || !refund) return base::fail(base::ErrorCode::kInternal, "Something went wrong.", "a refund vanished");
    if (refused) {
      refuse_refund(services, transaction, *order, *refund, made.error().cause);
    } else {
      settle_refund(services, transaction, *order, *refund, *made);
    }
    return finish_job(transaction, job, services.clock.now());
  });
}

base::Result<void> give_up_refund(Services& services, const domain::Job& job, const base::Error& error) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto refund = transaction.refunds().find(job.payload);
    auto order = refund ? transaction.orders().find_for_update(refund->order_id) : std::nullopt;
    if (!order) return {};
    flag_order(services, transaction, *order, "system",
               "nobody knows whether refund " + refund->id + " was made: " + error.cause);
    return {};
  });
}

}  // namespace app
