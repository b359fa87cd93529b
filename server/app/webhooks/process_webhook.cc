#include "app/webhooks/process_webhook.h"

#include "app/checkout/settle_checkout.h"
#include "app/finish_job.h"
#include "app/notifications/record_mail_event.h"
#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/refunds/record_disputes.h"
#include "app/refunds/request_refund.h"
#include "app/refunds/settle_refund.h"
#include "base/kill_point.h"
#include "base/log.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using domain::WebhookEvent;

bool is_of_printer(const WebhookEvent& event) {
  return event.source == domain::kPrintful || event.source == domain::kPrintify;
}

constexpr std::string_view kParcel = "parcel:";

// Of which a carrier speaks; nothing where it speaks of no parcel of ours.
std::optional<domain::OrderId> order_on_its_way(ports::Transaction& transaction, const WebhookEvent& event) {
  if (!event.object_id.starts_with(kParcel)) return std::nullopt;
  const auto number = event.object_id.substr(kParcel.size());
  if (auto order = transaction.orders().order_of_parcel(number)) return order;
  return transaction.orders().order_of_parcel(domain::forgotten_name(transaction.link_signing_key(), number));
}

// A carrier's news name a parcel; what became of it is read with the whole order.
base::Result<void> process_parcel_news(Services& services, const WebhookEvent& event) {
  if (!event.object_id.starts_with(kParcel)) return {};
  const auto order = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<domain::OrderId>>(order_on_its_way(transaction, event));
  });
  if (!order) return base::forward_error(order);
  if (!*order) return base::fail(base::ErrorCode::kNotFound, "We do not know this parcel.", "event " + event.event_id);
  return record_fulfillment(services, domain::external_id_of(**order));
}

bool is_about_refunds(const WebhookEvent& event) {
  return event.type.starts_with("refund.") || event.type.starts_with("charge.refund");
}

bool is_about_disputes(const WebhookEvent& event) { return event.type.starts_with("charge.dispute."); }

// What is told of a payment before it is known finds no order; once it is, refund.read looks.
base::Result<void> process_stripe(Services& services, const WebhookEvent& event) {
  if (event.object_id.empty()) return {};
  if (is_about_refunds(event)) return record_refunds(services, event.object_id);
  if (is_about_disputes(event)) return record_disputes(services, event.object_id);
  const bool about_session = event.type.starts_with("checkout.session.");
  if (!about_session) return {};
  const auto order = settle_checkout(services, event.object_id, SettleReason::kWebhook);
  if (!order) return base::forward_error(order);
  return {};
}

std::optional<Told> told_by(const WebhookEvent& event) {
  using ports::FulfillmentState;
  if (event.reason.empty()) return std::nullopt;
  if (event.type.find("put_hold") != std::string::npos) return Told{FulfillmentState::kOnHold, event.reason};
  if (event.type == "order_failed") return Told{FulfillmentState::kFailed, event.reason};
  if (event.type == "order_canceled") return Told{FulfillmentState::kCanceled, event.reason};
  return std::nullopt;
}

// Printful's own payment of the order, not the buyer's: somebody must ask what happened to the print.
base::Result<void> record_printers_refund(Services& services, const WebhookEvent& event) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto id = order_spoken_of(transaction, event.object_id);
    auto order = id ? transaction.orders().find_for_update(*id) : std::nullopt;
    const bool expected = !order || is_refunded_in_full(*order);
    if (!expected) {
      flag_order(services, transaction, *order, event.source,
                 "the printer gave back what the order cost" + (event.reason.empty() ? "" : ": " + event.reason));
    }
    return {};
  });
}

base::Result<void> process_printer(Services& services, const WebhookEvent& event) {
  if (const auto read = record_fulfillment(services, event.object_id, told_by(event)); !read) return read;
  if (event.type != "order_refunded") return {};
  return record_printers_refund(services, event);
}

base::Result<void> dispatch(Services& services, const WebhookEvent& event) {
  base::Result<void> done;
  if (event.source == "stripe") done = process_stripe(services, event);
  if (is_of_printer(event)) done = process_printer(services, event);
  if (event.source == "easypost") done = process_parcel_news(services, event);
  if (event.source == "sendgrid") done = record_mail_event(services, event);
  if (!done && done.error().code == base::ErrorCode::kNotFound) {
    // Another shop on the same account, or an object deleted since: nothing of ours to change.
    base::log(base::LogLevel::kWarning, "a webhook speaks of something unknown",
              {{"source", event.source}, {"type", event.type}, {"event", event.event_id}});
    return {};
  }
  return done;
}

struct EventKey {
  std::string source;
  std::string event_id;
};

EventKey key_of(const domain::Job& job) {
  const auto colon = job.payload.find(':');
  return {job.payload.substr(0, colon), colon == std::string::npos ? "" : job.payload.substr(colon + 1)};
}

std::optional<domain::OrderId> order_left_behind(ports::Transaction& transaction, const WebhookEvent& event) {
  if (is_of_printer(event)) return order_spoken_of(transaction, event.object_id);
  // The mail or the parcel stays as it is known; the order goes on.
  if (event.source == "sendgrid" || event.source == "easypost") return std::nullopt;
  if (const auto paid = transaction.orders().find_by_payment_intent(event.object_id)) return paid->id;
  const auto order = transaction.orders().find_by_session(event.object_id);
  // The page the customer returned to may have settled it.
  if (!order || order->paid_at) return std::nullopt;
  return order->id;
}

// What comes late brings nothing of a forgotten person back; nor is a parcel's number kept that is none of ours.
void forget_what_was_told(ports::Transaction& transaction, const WebhookEvent& event) {
  auto& orders = transaction.orders();
  std::optional<domain::Order> order;
  if (event.source == "stripe") order = orders.find_by_payment_intent(event.object_id);
  if (event.source == "stripe" && !order) order = orders.find_by_session(event.object_id);
  const bool is_of_carrier = event.source == "easypost";
  const auto id = is_of_carrier         ? order_on_its_way(transaction, event)
                  : is_of_printer(event) ? order_spoken_of(transaction, event.object_id)
                                         : std::nullopt;
  if (id) order = orders.find(*id);
  if (order ? is_forgotten(*order) : is_of_carrier) transaction.inbox().forget(event.source, event.event_id);
}

}  // namespace

base::Result<void> process_webhook(Services& services, const domain::Job& job) {
  const auto key = key_of(job);
  const auto event = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<WebhookEvent>>(transaction.inbox().find(key.source, key.event_id));
  });
  if (!event) return base::forward_error(event);
  if (*event && !(*event)->processed_at) {
    if (const auto done = dispatch(services, **event); !done) return done;
  }
  base::kill_point(domain::kill_points::kWebhookApplied);
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (*event) {
      transaction.inbox().mark_processed(key.source, key.event_id, now);
      forget_what_was_told(transaction, **event);
    }
    return finish_job(transaction, job, now);
  });
}

base::Result<void> give_up_webhook(Services& services, const domain::Job& job, const base::Error& error) {
  const auto key = key_of(job);
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto event = transaction.inbox().find(key.source, key.event_id);
    if (!event || event->processed_at) return {};
    forget_what_was_told(transaction, *event);
    const auto id = order_left_behind(transaction, *event);
    auto order = id ? transaction.orders().find_for_update(*id) : std::nullopt;
    if (!order) return {};
    const std::string reason = "what " + event->source + " told us (" + event->type + ", " + event->event_id +
                               ") could not be processed: " + error.cause;
    // Money is never given up: an order that waits for it goes on waiting, the reconciler goes on asking, and what was paid goes on.
    const bool about_money = event->source == "stripe";
    // An order that arrived stays so, and is flagged: what could not be followed up may have been a parcel's return.
    const bool arrived = order->state == domain::OrderState::kDelivered;
    if (about_money || arrived) flag_order(services, transaction, *order, "system", reason);
    if (!about_money && !arrived) put_before_person(services, transaction, *order, "system", reason);
    return {};
  });
}

}  // namespace app
