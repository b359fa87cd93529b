#include "app/orders/record_fulfillment.h"

#include "app/orders/change_fulfillment.h"
#include "app/notifications/owe_mail.h"
#include "app/orders/change_order.h"
#include "app/orders/note.h"
#include "app/orders/parcels.h"
#include "app/refunds/request_refund.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using domain::Fulfillment;
using domain::FulfillmentEvent;
using domain::FulfillmentFacts;
using domain::Order;
using domain::OrderEvent;
using domain::OrderId;
using domain::OrderState;
using ports::FulfillmentOrder;

constexpr int kReadings = 3;

// Of the parcels that went out, when nothing is wrong.
FulfillmentEvent progress_of(bool complete, const FulfillmentFacts& facts) {
  if (facts.came_back > 0) return FulfillmentEvent::kCameBack;
  if (!complete) return FulfillmentEvent::kPartSent;
  return facts.arrived == facts.parcels ? FulfillmentEvent::kAllArrived : FulfillmentEvent::kAllSent;
}

FulfillmentEvent event_of(ports::FulfillmentState state, const FulfillmentFacts& facts) {
  using ports::FulfillmentState;
  const bool some_sent = facts.parcels + facts.came_back > 0;
  switch (state) {
    case FulfillmentState::kOnHold: return FulfillmentEvent::kHeld;
    case FulfillmentState::kFailed: return FulfillmentEvent::kFailed;
    case FulfillmentState::kCanceled: return FulfillmentEvent::kCanceled;
    // Printful lets an order fall back to draft after some holds: nobody makes it until somebody confirms it.
    case FulfillmentState::kDraft: return FulfillmentEvent::kFellBack;
    case FulfillmentState::kPending:
      if (!some_sent) return FulfillmentEvent::kAccepted;
      break;
    case FulfillmentState::kInProduction:
    case FulfillmentState::kPartlyShipped:
    case FulfillmentState::kShipped:
      if (!some_sent) return FulfillmentEvent::kStarted;
      break;
  }
  return progress_of(state == FulfillmentState::kShipped, facts);
}

std::string trouble_of(const Fulfillment& fulfillment) {
  if (fulfillment.state == domain::FulfillmentState::kReturned) return "a parcel came back";
  return fulfillment.provider_state + (fulfillment.reason.empty() ? "" : ": " + fulfillment.reason);
}

// Parcels out of the door. A delivered order goes back to shipped only for one that was sent again.
void advance_with_parcels(ports::Transaction& transaction, Order& order, const Fulfillment& fulfillment, base::Timestamp now) {
  const auto state = fulfillment.state;
  const bool arrived = state == domain::FulfillmentState::kDelivered;
  const bool sent = arrived || state == domain::FulfillmentState::kShipped || state == domain::FulfillmentState::kPartlyShipped;
  if (!sent) return;
  const std::string tracking = order.tracking_number.value_or("");
  if (!arrived || order.state != OrderState::kDelivered) {
    change_order(transaction, order, OrderEvent::kParcelShipped, now, fulfillment.provider, tracking);
  }
  if (arrived) change_order(transaction, order, OrderEvent::kParcelDelivered, now, fulfillment.provider);
}

struct Known {
  OrderId id;
  std::string provider;
  int version = 0;
};

base::Result<std::optional<Known>> look_up(Services& services, const std::string& object_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::optional<Known>> {
    const auto id = order_spoken_of(transaction, object_id);
    const auto order = id ? transaction.orders().find(*id) : std::nullopt;
    if (!order) return std::optional<Known>{};
    return std::optional{Known{*id, std::string(domain::provider_of(*order)), version_of(transaction, *id)}};
  });
}

enum class Outcome { kRecorded, kStale, kUnclear, kBehind };

bool is_behind(ports::Transaction& transaction, const OrderId& id, const FulfillmentOrder& theirs, base::Timestamp now) {
  const auto known = transaction.orders().find_fulfillment(id);
  if (!known || !theirs.unfinished || now - known->updated_at >= kPrinterLags) return false;
  return known->state == domain::FulfillmentState::kAccepted || known->state == domain::FulfillmentState::kInProduction;
}

base::Result<Outcome> read_and_record(Services& services, const std::string& object_id, const std::optional<Told>& told) {
  const auto known = look_up(services, object_id);
  if (!known) return base::forward_error(known);
  if (!*known) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "the printer's " + object_id);
  const auto& id = (*known)->id;
  const auto theirs = services.printers.of((*known)->provider).find_order(domain::external_id_of(id));
  if (!theirs) return base::forward_error(theirs);
  if (!*theirs) return base::fail(base::ErrorCode::kNotFound, "The printer does not know this order.");
  base::kill_point(domain::kill_points::kFulfillmentRead);
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<Outcome> {
    auto order = transaction.orders().find_for_update(id);
    if (!order) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "order " + id.value);
    if (version_of(transaction, id) != (*known)->version) return Outcome::kStale;
    if (is_behind(transaction, id, **theirs, services.clock.now())) return Outcome::kBehind;
    adopt_fulfillment(services, transaction, *order, **theirs, told);
    return (*theirs)->delivery_unclear ? Outcome::kUnclear : Outcome::kRecorded;
  });
}

bool is_same_word(const Fulfillment& one, const Fulfillment& other) {
  return one.state == other.state && one.provider_state == other.provider_state && one.reason == other.reason;
}

bool is_known_at_printer(ports::Transaction& transaction, const Order& order) {
  const auto known = transaction.orders().find_fulfillment(order.id);
  return known && !known->provider_order_id.empty();
}

}  // namespace

int version_of(ports::Transaction& transaction, const OrderId& id) {
  const auto fulfillment = transaction.orders().find_fulfillment(id);
  return fulfillment ? fulfillment->version : 0;
}

Fulfillment record_printers_word(ports::Transaction& transaction, const Order& order, const FulfillmentOrder& theirs,
                                 base::Timestamp now, const std::optional<Told>& told) {
  auto fulfillment = fulfillment_of(transaction, order);
  const auto facts = facts_of(transaction.orders().shipments(order.id));
  const bool same_word = fulfillment.provider_state == theirs.provider_state;
  fulfillment.external_id = theirs.external_id;
  fulfillment.provider_order_id = theirs.id;
  fulfillment.provider_state = theirs.provider_state;
  // A reason that was told with an event holds as long as the printer's word does.
  if (!same_word) fulfillment.reason.clear();
  if (!theirs.reason.empty()) fulfillment.reason = theirs.reason;
  if (told && told->about == theirs.state && !told->reason.empty()) fulfillment.reason = told->reason;
  change_fulfillment(transaction, order, fulfillment, event_of(theirs.state, facts), facts, now, fulfillment.provider,
                     fulfillment.reason);
  save_fulfillment(transaction, fulfillment, now);
  return fulfillment;
}

void adopt_fulfillment(Services& services, ports::Transaction& transaction, Order& order, const FulfillmentOrder& theirs,
                       const std::optional<Told>& told) {
  // Its submission has not told the printer to begin yet, and will; where it was given up, once the owner resumed the order.
  const bool is_to_begin = order.state == OrderState::kPaid || !is_known_at_printer(transaction, order);
  if (theirs.unfinished && is_to_begin && !is_refunded_in_full(order)) return;
  const auto now = services.clock.now();
  // A submission that had lost its job may reach the printer after the refund has looked there in vain.
  if (!is_known_at_printer(transaction, order)) stop_print_if_refunded(transaction, order, now);
  record_parcels(services, transaction, order, theirs.parcels);
  const auto before = fulfillment_of(transaction, order);
  const auto fulfillment = record_printers_word(transaction, order, theirs, now, told);
  const bool stopped_by_us = theirs.state == ports::FulfillmentState::kCanceled && is_refunded_in_full(order);
  if (stopped_by_us) return;
  if (needs_a_person(fulfillment.state)) {
    const auto trouble = trouble_of(fulfillment);
    if (change_order(transaction, order, OrderEvent::kTrouble, now, fulfillment.provider, trouble)) return;
    // It is before a person already; why may have become known since, or be another thing now.
    if (order.state == OrderState::kNeedsAttention && order.trouble != trouble) {
      const auto telling = is_same_word(before, fulfillment) ? Telling::kOnce : Telling::kEachTime;
      flag_order(services, transaction, order, fulfillment.provider, trouble, telling);
    }
    return;
  }
  if (change_order(transaction, order, OrderEvent::kSubmitted, now, fulfillment.provider, theirs.id)) {
    owe_mail(services, transaction, order, domain::MailKind::kInProduction);
  }
  advance_with_parcels(transaction, order, fulfillment, now);
}

void record_vanished(Services& services, ports::Transaction& transaction, Order& order) {
  const auto now = services.clock.now();
  const std::string reason = "the printer no longer knows this order";
  auto fulfillment = fulfillment_of(transaction, order);
  const auto facts = facts_of(transaction.orders().shipments(order.id));
  change_fulfillment(transaction, order, fulfillment, FulfillmentEvent::kVanished, facts, now, fulfillment.provider, reason);
  save_fulfillment(transaction, fulfillment, now);
  if (is_refunded_in_full(order)) return;
  const bool is_gone = fulfillment.state == domain::FulfillmentState::kGone;
  if (is_gone && change_order(transaction, order, OrderEvent::kTrouble, now, fulfillment.provider, reason)) return;
  flag_order(services, transaction, order, fulfillment.provider, reason);
}

std::optional<OrderId> order_spoken_of(ports::Transaction& transaction, const std::string& object_id) {
  if (const auto colon = object_id.find(':'); colon != std::string::npos) {
    const std::string provider = object_id.substr(0, colon);
    const auto found = transaction.orders().find_fulfillment_by_provider_order(provider, object_id.substr(colon + 1));
    if (!found) return std::nullopt;
    return found->order_id;
  }
  std::string id = object_id;
  if (id.size() != 32) return std::nullopt;
  for (const std::size_t at : {8, 13, 18, 23}) id.insert(at, 1, '-');
  if (!base::is_uuid(id)) return std::nullopt;
  return OrderId{id};
}

base::Result<void> record_fulfillment(Services& services, const std::string& object_id, const std::optional<Told>& told) {
  for (int reading = 0; reading < kReadings; ++reading) {
    const auto outcome = read_and_record(services, object_id, told);
    if (!outcome) return base::forward_error(outcome);
    if (*outcome == Outcome::kRecorded) return {};
    if (*outcome == Outcome::kUnclear) {
      return base::fail(base::ErrorCode::kUnavailable, "The printer is busy.", "it did not say which parcels arrived");
    }
    if (*outcome == Outcome::kBehind) {
      return base::fail(base::ErrorCode::kUnavailable, "The printer is busy.", "it shows the order as it was before it began");
    }
  }
  return base::fail(base::ErrorCode::kUnavailable, "The printer's news come thick and fast.", "every reading was stale");
}

}  // namespace app
