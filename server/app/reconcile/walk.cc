#include "app/reconcile/walk.h"

#include "app/checkout/settle_checkout.h"
#include "app/orders/change_order.h"
#include "app/orders/change_payment.h"
#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/reconcile/differing_refunds.h"
#include "app/reconcile/late_order.h"
#include "app/reconcile/reconcile.h"
#include "app/refunds/record_disputes.h"
#include "app/refunds/request_refund.h"
#include "app/refunds/settle_refund.h"
#include "base/log.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderState;

constexpr int kMostRefundPages = 50;
// A request waits no longer for its turn; who must, finds a breaker open or was told to wait.
constexpr std::chrono::seconds kLongestTurn{3};
// More orders in a row that a printer does not know are no deletions: it is another shop's door, or out of order. So with payment
// pages.
constexpr int kVanishAtOnce = 3;

// Since when the printer is to have the order: since it was paid, or the owner sent it there once more.
base::Timestamp owed_since(ports::Transaction& transaction, const Order& order) {
  auto since = *order.paid_at;
  for (const auto& entry : transaction.orders().history(order.id)) {
    if (entry.event == to_string(domain::OrderEvent::kResumed)) since = entry.at;
  }
  return since;
}

bool is_on_its_way(ports::Transaction& transaction, const Order& order) {
  auto& jobs = transaction.jobs();
  return jobs.has_unfinished(domain::kRenderPrintFiles, order.id.value) ||
         jobs.has_unfinished(domain::kSubmitFulfillment, order.id.value) ||
         jobs.has_unfinished(domain::kCancelPrint, order.id.value);
}

}  // namespace

bool Walk::has_taken_long() const { return services_.clock.now() - began_ >= kWalkTakesAtMost; }

base::Result<void> Walk::look_at(const domain::OrderId& id) {
  const auto order = read(id);
  if (!order) return base::forward_error(order);
  if (!*order) return {};
  check_payment(**order);
  if (!(*order)->paid_at) return {};
  return check_printer(**order);
}

base::Result<std::optional<Order>> Walk::read(const domain::OrderId& id) {
  return with_transaction(services_.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<Order>>(transaction.orders().find(id));
  });
}

// Runs a use case on the order and counts it where that changed the order.
base::Result<void> Walk::repair(const Order& before, const char* what, const std::function<base::Result<void>()>& use_case) {
  auto done = use_case();
  if (!done) base::log_error("an order could not be reconciled", done.error(), {{"order", before.number}, {"what", what}});
  const auto after = read(before.id);
  if (after && *after && **after != before) count(before, what);
  return done;
}

void Walk::count(const Order& order, const char* what) {
  services_.metrics.count("picasso_reconciled_total", {{"what", what}});
  base::log(base::LogLevel::kWarning, "an order differed and was reconciled", {{"order", order.number}, {"what", what}});
}

void Walk::leave_out(const domain::OrderId& id) {
  if (!first_left_out_) first_left_out_ = id;
}

void Walk::check_refunds() {
  std::string after;
  for (int pages = 0; pages < kMostRefundPages; ++pages) {
    const auto page = services_.payments.refunds_since(began_ - kRefundsFollowedFor, after);
    if (!page) {
      payments_.note(base::forward_error(page));
      return base::log_error("refunds could not be listed", page.error(), {});
    }
    const auto differing = orders_that_differ(services_, page->refunds);
    if (!differing) return base::log_error("refunds could not be compared", differing.error(), {});
    for (const auto& order : *differing) {
      if (payments_.is_over() || has_taken_long()) return;
      payments_.note(repair(order, "refund", [&] { return record_refunds(services_, *order.payment_intent_id); }));
    }
    after = page->next;
    if (after.empty()) return;
  }
}

void Walk::check_disputes() {
  if (payments_.is_over()) return;
  const auto disputes = services_.payments.disputes_since(began_ - kDisputesFollowedFor);
  if (!disputes) {
    payments_.note(base::forward_error(disputes));
    return base::log_error("disputes could not be listed", disputes.error(), {});
  }
  const auto differing = orders_that_differ(services_, *disputes);
  if (!differing) return base::log_error("disputes could not be compared", differing.error(), {});
  for (const auto& order : *differing) {
    if (payments_.is_over() || has_taken_long()) return;
    payments_.note(repair(order, "dispute", [&] { return record_disputes(services_, *order.payment_intent_id); }));
  }
}

void Walk::check_payment(const Order& order) {
  const bool open = awaits_payment(order);
  const bool may_be_paid = open || order.state == OrderState::kExpired || order.state == OrderState::kCanceled;
  const auto age = began_ - order.created_at;
  if (!may_be_paid || age < kUsualWayTakes) return;
  if (!order.stripe_session_id) {
    if (open && age > kPageIsOver) give_up_page(order);
  } else if (open || order.trouble || age < kPageIsOver + kUsualWayTakes) {
    settle(order);
  }
}

void Walk::settle(const Order& order) {
  if (payments_.is_over()) return leave_out(order.id);
  payments_.note(repair(order, "payment", [&]() -> base::Result<void> {
    const auto settled = settle_checkout(services_, *order.stripe_session_id, SettleReason::kWebhook);
    if (settled) {
      unknown_pages_ = 0;
      return {};
    }
    const bool is_gone = settled.error().code == base::ErrorCode::kNotFound && began_ - order.created_at > kPageIsOver;
    if (!is_gone) return base::forward_error(settled);
    return awaits_payment(order) ? end_unknown_page(order) : base::Result<void>{};
  }));
}

// Nobody can pay there any more: what the order holds is free again.
base::Result<void> Walk::end_unknown_page(const Order& order) {
  if (++unknown_pages_ > kVanishAtOnce) {
    return base::fail(base::ErrorCode::kUnavailable, "The payment service is busy.", "it knows none of our pages: is this the right account?");
  }
  return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto locked = transaction.orders().find_for_update(order.id);
    if (!locked || !awaits_payment(*locked)) return {};
    const std::string why = "the payment service does not know its payment page";
    change_payment(transaction, *locked, domain::PaymentEvent::kExpired, began_, "system", why);
    change_order(transaction, *locked, domain::OrderEvent::kSessionExpired, began_, "system", why);
    flag_order(services_, transaction, *locked, "system", why);
    return {};
  });
}

void Walk::give_up_page(const Order& order) {
  (void)repair(order, "payment", [&] {
    return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      auto locked = transaction.orders().find_for_update(order.id);
      if (locked && !locked->stripe_session_id) {
        change_payment(transaction, *locked, domain::PaymentEvent::kExpired, began_, "system", "it never had a payment page");
        change_order(transaction, *locked, domain::OrderEvent::kSessionExpired, began_, "system", "it never had a payment page");
      }
      return {};
    });
  });
}

base::Result<void> Walk::check_printer(const Order& order) {
  if (const auto looked = check_stop(order); !looked) return looked;
  if (order.state == OrderState::kPaid) return bring_to_printer(order);
  const bool with_printer = order.state == OrderState::kInProduction || order.state == OrderState::kShipped ||
                            order.state == OrderState::kNeedsAttention;
  if (!with_printer) return {};
  if (const auto looked = check_late(order); !looked) return looked;
  const auto known = with_transaction(services_.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<domain::Fulfillment>>(transaction.orders().find_fulfillment(order.id));
  });
  if (!known) return base::forward_error(known);
  if (!*known || began_ - (*known)->updated_at < kPrinterNewsLastsFor) return {};
  return look_at_printer(order, **known);
}

base::Result<void> Walk::look_at_printer(const Order& order, const domain::Fulfillment& known) {
  const auto provider = domain::provider_of(order);
  auto& printer = printers_[std::string(provider)];
  if (printer.looks == kPrinterLooksAtOnce || is_shut(printer, provider)) {
    leave_out(order.id);
    return {};
  }
  ++printer.looks;
  printer.patience.note(repair(order, "printer", [&] { return read_printer(printer, order, known); }));
  return {};
}

bool Walk::is_shut(const Printer& printer, std::string_view provider) {
  if (printer.patience.is_over()) return true;
  const auto wait = services_.printers.of(provider).wait_time();
  return !wait || *wait > kLongestTurn;
}

base::Result<void> Walk::read_printer(Printer& printer, const Order& order, const domain::Fulfillment& known) {
  const auto recorded = record_fulfillment(services_, domain::external_id_of(order.id));
  if (recorded) printer.vanished = 0;
  if (recorded || recorded.error().code != base::ErrorCode::kNotFound) return recorded;
  if (known.provider_order_id.empty()) return note_not_taken(order, known);
  if (++printer.vanished > kVanishAtOnce) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer is busy.", "it knows none of our orders: is this the right shop?");
  }
  return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto locked = transaction.orders().find_for_update(order.id);
    if (locked && version_of(transaction, order.id) == known.version) record_vanished(services_, transaction, *locked);
    return {};
  });
}

// It was asked and never took the order: news like any other, so that the next look is as far off.
base::Result<void> Walk::note_not_taken(const Order& order, const domain::Fulfillment& known) {
  return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (!transaction.orders().find_for_update(order.id) || version_of(transaction, order.id) != known.version) return {};
    auto fulfillment = known;
    fulfillment.updated_at = services_.clock.now();
    transaction.orders().save_fulfillment(fulfillment);
    return {};
  });
}

base::Result<void> Walk::bring_to_printer(const Order& order) {
  if (began_ - *order.paid_at < kUsualWayTakes) return {};
  bool lost = false;
  const auto brought = services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto locked = transaction.orders().find_for_update(order.id);
    if (!locked || locked->state != OrderState::kPaid || is_refunded_in_full(*locked)) return {};
    if (was_given_back_in_vain(transaction, *locked)) {
      put_before_person(services_, transaction, *locked, "system", "the refund of all that was paid failed: resume the order or refund it again");
      return {};
    }
    lost = !is_on_its_way(transaction, *locked);
    if (lost) transaction.jobs().enqueue({std::string(domain::kRenderPrintFiles), order.id.value, began_});
    const bool is_late = began_ - *order.paid_at >= kPrinterIsLate && began_ - owed_since(transaction, *locked) >= kPrinterIsLate;
    if (is_late) {
      flag_order(services_, transaction, *locked, "system",
                 "paid, but not at the printer after " + std::to_string(kPrinterIsLate.count()) + " hours");
    }
    return {};
  });
  if (brought && lost) count(order, "print");
  return brought;
}

base::Result<void> Walk::check_late(const Order& order) {
  if (order.state == OrderState::kNeedsAttention || began_ - *order.paid_at < kNothingSentIsLate) return {};
  return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (auto locked = transaction.orders().find_for_update(order.id)) {
      flag_late_order(services_, transaction, *locked, owed_since(transaction, *locked), began_);
    }
    return {};
  });
}

// The printer may be out of reach, and goes on printing what it has.
base::Result<void> Walk::check_stop(const Order& order) {
  if (!is_refunded_in_full(order)) return {};
  return services_.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto refunds = transaction.refunds().find_by_order(order.id);
    const bool is_late = !refunds.empty() && began_ - refunds.back().created_at >= kStopIsLate &&
                         transaction.jobs().has_unfinished(domain::kCancelPrint, order.id.value);
    if (!is_late) return {};
    if (auto locked = transaction.orders().find_for_update(order.id)) {
      flag_order(services_, transaction, *locked, "system", "refunded, but the printer could not be asked to stop it yet");
    }
    return {};
  });
}

}  // namespace app
