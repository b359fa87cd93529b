#include "app/refunds/cancel_print.h"

#include "app/finish_job.h"
#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/refunds/request_refund.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Order;
using ports::FulfillmentOrder;
using ports::FulfillmentState;

bool can_be_stopped(FulfillmentState state) {
  return state == FulfillmentState::kDraft || state == FulfillmentState::kPending || state == FulfillmentState::kOnHold ||
         state == FulfillmentState::kFailed;
}

// What became of the print; the error is only one of those that pass.
base::Result<FulfillmentOrder> stop(ports::FulfillmentProvider& printer, const FulfillmentOrder& theirs) {
  if (!can_be_stopped(theirs.state)) return theirs;
  auto stopped = printer.cancel_order(theirs.external_id);
  const bool refused = !stopped && (stopped.error().code == ErrorCode::kConflict ||
                                    stopped.error().code == ErrorCode::kInvalidInput);
  if (refused) return theirs;
  return stopped;
}

base::Result<void> record(Services& services, const domain::Job& job, const FulfillmentOrder& theirs, int version) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update({job.payload});
    if (!order) return base::fail(ErrorCode::kInternal, "Something went wrong.", "order vanished");
    const bool overtaken = version_of(transaction, order->id) != version;
    if (!overtaken || theirs.state == FulfillmentState::kCanceled) record_printers_word(transaction, *order, theirs, now);
    if (theirs.state == FulfillmentState::kCanceled) {
      note(transaction, *order, domain::kPrintCanceled, now, std::string(domain::provider_of(*order)), theirs.id);
    } else {
      flag_order(services, transaction, *order, std::string(domain::provider_of(*order)),
                 "refunded, but the printer no longer stops it (" + theirs.provider_state + ")");
    }
    return finish_job(transaction, job, now);
  });
}

// A submission that is under way sees the refund when it is done, and owes this job again.
base::Result<void> finish_without(Services& services, const domain::Job& job, int version) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update({job.payload});
    const auto known = order ? transaction.orders().find_fulfillment(order->id) : std::nullopt;
    const auto now = services.clock.now();
    if (known && !known->provider_order_id.empty()) {
      const bool may_show_yet = known->version != version || now - known->updated_at < kPrinterLags;
      if (may_show_yet) return base::fail(ErrorCode::kUnavailable, "The printer is busy.", "it does not show the order that it took");
      record_vanished(services, transaction, *order);
    }
    return finish_job(transaction, job, now);
  });
}

}  // namespace

base::Result<void> cancel_print(Services& services, const domain::Job& job) {
  int version = 0;
  const auto order = with_transaction(services.database, [&](ports::Transaction& transaction) {
    version = version_of(transaction, {job.payload});
    return base::Result<std::optional<Order>>(transaction.orders().find({job.payload}));
  });
  if (!order) return base::forward_error(order);
  // The refund may have failed since.
  if (!*order || !is_refunded_in_full(**order)) return finish_job(services, job);
  auto& printer = services.printers.of(domain::provider_of(**order));
  const auto theirs = printer.find_order(domain::external_id_of((*order)->id));
  if (!theirs) return base::forward_error(theirs);
  if (!*theirs) return finish_without(services, job, version);
  const auto stopped = stop(printer, **theirs);
  if (!stopped) return base::forward_error(stopped);
  return record(services, job, *stopped, version);
}

}  // namespace app
