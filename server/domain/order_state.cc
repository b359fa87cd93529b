#include "domain/order_state.h"

namespace domain {
namespace {

using S = OrderState;
using E = OrderEvent;

constexpr std::array kTransitions = {
    OrderTransition{S::kCreated, E::kPaymentReceived, S::kPaid},
    OrderTransition{S::kCreated, E::kPaymentFailed, S::kCanceled},
    OrderTransition{S::kCreated, E::kSessionExpired, S::kExpired},
    OrderTransition{S::kCreated, E::kTrouble, S::kNeedsAttention},

    OrderTransition{S::kPaid, E::kSubmitted, S::kInProduction},
    OrderTransition{S::kPaid, E::kParcelShipped, S::kShipped},
    OrderTransition{S::kPaid, E::kTrouble, S::kNeedsAttention},
    OrderTransition{S::kPaid, E::kRefundCompleted, S::kRefunded},

    OrderTransition{S::kInProduction, E::kParcelShipped, S::kShipped},
    OrderTransition{S::kInProduction, E::kTrouble, S::kNeedsAttention},
    OrderTransition{S::kInProduction, E::kRefundCompleted, S::kRefunded},

    OrderTransition{S::kShipped, E::kParcelDelivered, S::kDelivered},
    OrderTransition{S::kShipped, E::kTrouble, S::kNeedsAttention},
    OrderTransition{S::kShipped, E::kRefundCompleted, S::kRefunded},
    OrderTransition{S::kDelivered, E::kParcelShipped, S::kShipped},
    OrderTransition{S::kDelivered, E::kTrouble, S::kNeedsAttention},
    OrderTransition{S::kDelivered, E::kRefundCompleted, S::kRefunded},
    OrderTransition{S::kRefunded, E::kRefundReturned, S::kNeedsAttention},

    // Money that arrives for an order we had given up: a person decides.
    OrderTransition{S::kExpired, E::kTrouble, S::kNeedsAttention},
    OrderTransition{S::kCanceled, E::kTrouble, S::kNeedsAttention},

    // Before a person while nobody could say whether it was paid.
    OrderTransition{S::kNeedsAttention, E::kPaymentReceived, S::kPaid},
    OrderTransition{S::kNeedsAttention, E::kSubmitted, S::kInProduction},
    OrderTransition{S::kNeedsAttention, E::kParcelShipped, S::kShipped},
    OrderTransition{S::kNeedsAttention, E::kParcelDelivered, S::kDelivered},
    OrderTransition{S::kNeedsAttention, E::kRefundCompleted, S::kRefunded},
    OrderTransition{S::kNeedsAttention, E::kResumed, S::kPaid},
};

}  // namespace

std::span<const OrderTransition> order_transitions() { return kTransitions; }

std::optional<OrderState> next_order_state(OrderState from, OrderEvent event) {
  return next_state(kTransitions, from, event);
}

bool is_ended(OrderState state) {
  return state == S::kDelivered || state == S::kExpired || state == S::kCanceled || state == S::kRefunded;
}

std::string_view to_string(OrderState state) {
  switch (state) {
    case S::kCreated: return "created";
    case S::kPaid: return "paid";
    case S::kInProduction: return "in_production";
    case S::kShipped: return "shipped";
    case S::kDelivered: return "delivered";
    case S::kExpired: return "expired";
    case S::kCanceled: return "canceled";
    case S::kRefunded: return "refunded";
    case S::kNeedsAttention: return "needs_attention";
  }
  return "needs_attention";
}

std::string_view to_string(OrderEvent event) {
  switch (event) {
    case E::kPaymentReceived: return "payment_received";
    case E::kPaymentFailed: return "payment_failed";
    case E::kSessionExpired: return "session_expired";
    case E::kSubmitted: return "submitted";
    case E::kParcelShipped: return "parcel_shipped";
    case E::kParcelDelivered: return "parcel_delivered";
    case E::kTrouble: return "trouble";
    case E::kRefundCompleted: return "refund_completed";
    case E::kRefundReturned: return "refund_returned";
    case E::kResumed: return "resumed";
  }
  return "trouble";
}

std::optional<OrderState> order_state_from(std::string_view text) {
  return state_named(kAllOrderStates, text);
}

}  // namespace domain
