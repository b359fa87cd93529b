#include "app/reconcile/reconcile.h"

#include <algorithm>

#include "app/checkout/settle_checkout.h"
#include "app/finish_job.h"
#include "app/orders/change_order.h"
#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/refunds/request_refund.h"
#include "app/refunds/settle_refund.h"
#include "base/log.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderState;

constexpr int kFailuresThatEndIt = 3;  // in a row: the database is away

// Nobody is to print what was to be given back: the bank may take days, and a refund that failed is a person's to repeat.
bool is_unwanted(ports::Transaction& transaction, const Order& order) {
  const auto refunds = transaction.refunds().find_by_order(order.id);
  return is_refunded_in_full(order) || std::any_of(refunds.begin(), refunds.end(), [](const auto& refund) {
           return refund.state == domain::RefundState::kFailed;
         });
}

// One walk over the orders.
class Walk {
 public:
  explicit Walk(Services& services) : services_(services), now_(services.clock.now()) {}

  base::Result<void> look_at(const domain::OrderId& id) {
    const auto order = read(id);
    if (!order) return base::forward_error(order);
    if (!*order) return {};
    check_payment(**order);
    if (!(*order)->paid_at) return {};
    check_refunds(**order);
    return check_printer(**order);
  }

 private:
  base::Result<std::optional<Order>> read(const domain::OrderId& id) {
    return with_transaction(services_.database, [&](ports::Transaction& transaction) {
      return base::Result<std::optional<Order>>(transaction.orders().find(id));
    });
  }

  // Runs a use case on the order and counts it where that changed the order.
  void repair(const Order& before, const char* what, bool& service_is_down,
              const std::function<base::Result<void>()>& use_case) {
    if (service_is_down) return;
    const auto done = use_case();
    if (!done) {
      service_is_down = base::is_transient(done.error().code);
      base::log_error("an order could not be reconciled", done.error(), {{"order", before.number}, {"what", what}});
    }
    const auto after = read(before.id);
    if (after && *after && **after != before) count(before, what);
  }

  void count(const Order& order, const char* what) {
    services_.metrics.count("picasso_reconciled_total", {{"what", what}});
    base::log(base::LogLevel::kWarning, "an order differed and was reconciled", {{"order", order.number}, {"what", what}});
  }

  void check_payment(const Order& order) {
    const bool open = order.state == OrderState::kCreated;
    const bool may_be_paid = open || order.state == OrderState::kExpired || order.state == OrderState::kCanceled;
    const auto age = now_ - order.created_at;
    if (!may_be_paid || age < kUsualWayTakes) return;
    if (!order.stripe_session_id) {
      if (open && age > kPageIsOver) give_up_page(order);
    } else if (open || age < kPageIsOver + kUsualWayTakes) {
      repair(order, "payment", payments_down_, [&]() -> base::Result<void> {
        const auto settled = settle_checkout(services_, *order.stripe_session_id, SettleReason::kWebhook);
        if (!settled) return base::forward_error(settled);
        return {};
      });
    }
  }

  void give_up_page(const Order& order) {
    repair(order, "payment", database_down_, [&] {
      return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
        auto locked = transaction.orders().find_for_update(order.id);
        if (locked && !locked->stripe_session_id) {
          change_order(transaction, *locked, domain::OrderEvent::kSessionExpired, now_, "system", "it never had a payment page");
        }
        return {};
      });
    });
  }

  void check_refunds(const Order& order) {
    if (!order.payment_intent_id) return;
    repair(order, "refund", payments_down_, [&] { return record_refunds(services_, *order.payment_intent_id); });
  }

  base::Result<void> check_printer(const Order& order) {
    if (const auto looked = check_stop(order); !looked) return looked;
    if (order.state == OrderState::kPaid) return bring_to_printer(order);
    const bool with_printer = order.state == OrderState::kInProduction || order.state == OrderState::kShipped ||
                              order.state == OrderState::kNeedsAttention;
    if (!with_printer || printer_looks_ == kPrinterLooksAtOnce) return {};
    const auto theirs = with_transaction(services_.database, [&](ports::Transaction& transaction) {
      return base::Result<std::optional<domain::Fulfillment>>(transaction.orders().find_fulfillment(order.id));
    });
    if (!theirs) return base::forward_error(theirs);
    if (!*theirs || now_ - (*theirs)->updated_at < kPrinterNewsLastsFor) return {};
    ++printer_looks_;
    repair(order, "printer", printer_down_, [&] { return read_printer(order, **theirs); });
    return {};
  }

  base::Result<void> read_printer(const Order& order, const domain::Fulfillment& known) {
    const auto recorded = record_fulfillment(services_, domain::external_id_of(order.id));
    if (recorded || recorded.error().code != base::ErrorCode::kNotFound) return recorded;
    if (known.provider_order_id.empty()) return {};  // asked, but it never took it
    return flag(order.id, std::string(domain::provider_of(order)), "the printer no longer knows this order");
  }

  base::Result<void> bring_to_printer(const Order& order) {
    if (now_ - *order.paid_at < kUsualWayTakes) return {};
    bool unwanted = false;
    bool lost = false;
    const auto noted = services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      unwanted = is_unwanted(transaction, order);
      if (unwanted) return {};
      auto& jobs = transaction.jobs();
      lost = !jobs.has_unfinished(domain::kRenderPrintFiles, order.id.value) &&
             !jobs.has_unfinished(domain::kSubmitFulfillment, order.id.value) &&
             !jobs.has_unfinished(domain::kCancelPrint, order.id.value);
      if (lost) jobs.enqueue({std::string(domain::kRenderPrintFiles), order.id.value, now_});
      return {};
    });
    if (!noted || unwanted) return noted;
    if (lost) count(order, "print");
    if (now_ - *order.paid_at < kPrinterIsLate) return {};
    return flag(order.id, "system", "paid, but not at the printer after " + std::to_string(kPrinterIsLate.count()) + " hours");
  }

  // The printer may be out of reach, and goes on printing what it has.
  base::Result<void> check_stop(const Order& order) {
    if (!is_refunded_in_full(order)) return {};
    bool late = false;
    const auto looked = services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      const auto refunds = transaction.refunds().find_by_order(order.id);
      late = !refunds.empty() && now_ - refunds.back().created_at >= kStopIsLate &&
             transaction.jobs().has_unfinished(domain::kCancelPrint, order.id.value);
      return {};
    });
    if (!looked || !late) return looked;
    return flag(order.id, "system", "refunded, but the printer could not be asked to stop it yet");
  }

  base::Result<void> flag(const domain::OrderId& id, const std::string& actor, const std::string& reason) {
    return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      if (auto order = transaction.orders().find_for_update(id)) flag_order(services_, transaction, *order, actor, reason);
      return {};
    });
  }

  Services& services_;
  base::Timestamp now_;
  bool payments_down_ = false;
  bool printer_down_ = false;
  bool database_down_ = false;
  int printer_looks_ = 0;
};

}  // namespace

std::vector<domain::OrderId> in_turn(std::vector<domain::OrderId> ids, base::Timestamp now) {
  const auto count = static_cast<std::int64_t>(ids.size());
  if (count <= kPrinterLooksAtOnce) return ids;
  const std::int64_t walk = now.time_since_epoch() / std::chrono::minutes{15};
  std::rotate(ids.begin(), ids.begin() + walk * kPrinterLooksAtOnce % count, ids.end());
  return ids;
}

base::Result<void> reconcile(Services& services, const domain::Job& job) {
  const auto now = services.clock.now();
  const auto ids = with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::vector<domain::OrderId>> {
    // Finished before it begins: what this walk does not get to, the next one does, and no order can stop them all.
    if (const auto finished = finish_job(transaction, job, now); !finished) return base::forward_error(finished);
    return transaction.orders().ids_to_reconcile(now - kReconciledFor);
  });
  if (!ids) return base::forward_error(ids);
  Walk walk(services);
  int failures = 0;  // in a row
  for (const auto& id : in_turn(*ids, now)) {
    const auto looked = walk.look_at(id);
    if (!looked) base::log_error("an order could not be reconciled", looked.error(), {{"order_id", id.value}});
    failures = looked ? 0 : failures + 1;
    if (failures == kFailuresThatEndIt) return {};
  }
  return {};
}

}  // namespace app
