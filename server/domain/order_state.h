#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "domain/transitions.h"

// created --payment_received--> paid --submitted--> in_production --parcel_shipped--> shipped --parcel_delivered--> delivered
//    |--session_expired--> expired      \______________ trouble ______________/
//    |--payment_failed---> canceled                       |
//    '--trouble----------> needs_attention <--------------'   needs_attention --submitted | parcel_shipped--> onwards
//                          '--resumed--> paid (the owner has settled what kept it from the printer; payment_received: nobody had known of it)
// expired, canceled --trouble--> needs_attention (money arrived after all)
// delivered --trouble--> needs_attention (a parcel came back); --parcel_shipped--> shipped (one was sent again)
// paid, in_production, shipped, delivered, needs_attention --refund_completed--> refunded
// refunded --refund_returned--> needs_attention (the bank sent the money back to us)
namespace domain {

enum class OrderState {
  kCreated,
  kPaid,
  kInProduction,
  kShipped,
  kDelivered,
  kExpired,
  kCanceled,
  kRefunded,
  kNeedsAttention,
};

enum class OrderEvent {
  kPaymentReceived,
  kPaymentFailed,
  kSessionExpired,
  kSubmitted,
  kParcelShipped,
  kParcelDelivered,
  kTrouble,
  kRefundCompleted,
  kRefundReturned,
  kResumed,
};

using OrderTransition = Transition<OrderState, OrderEvent>;

// Every allowed change, and no other.
std::span<const OrderTransition> order_transitions();

// Where `event` leads from `from`; nothing where the table has no such edge.
std::optional<OrderState> next_order_state(OrderState from, OrderEvent event);

inline constexpr std::array kAllOrderStates = {
    OrderState::kCreated,  OrderState::kPaid,     OrderState::kInProduction, OrderState::kShipped,       OrderState::kDelivered,
    OrderState::kExpired,  OrderState::kCanceled, OrderState::kRefunded,     OrderState::kNeedsAttention};

// What an order's story tells besides the changes of its state.
inline constexpr std::string_view kPlaced = "placed";
inline constexpr std::string_view kRefundRequested = "refund_requested";
inline constexpr std::string_view kRefundSucceeded = "refund_succeeded";
inline constexpr std::string_view kRefundFailed = "refund_failed";
inline constexpr std::string_view kPrintCanceled = "print_canceled";
inline constexpr std::string_view kFlagged = "flagged";
inline constexpr std::string_view kMailBounced = "mail_bounced";
inline constexpr std::string_view kMailReported = "mail_reported";  // as spam
inline constexpr std::string_view kPaymentChanged = "payment_changed";          // "open -> paid"
inline constexpr std::string_view kFulfillmentChanged = "fulfillment_changed";  // "accepted -> on_hold: why"
inline constexpr std::string_view kAddressCompleted = "address_completed";  // by the address check: which parts
inline constexpr std::array kOrderNotes = {kPlaced,        kRefundRequested, kRefundSucceeded, kRefundFailed,
                                           kPrintCanceled, kFlagged,         kPaymentChanged,  kFulfillmentChanged,
                                           kMailBounced,   kMailReported,    kAddressCompleted};

// Nothing more is expected to happen: delivered, expired, canceled, refunded.
bool is_ended(OrderState state);

std::string_view to_string(OrderState state);  // "in_production"; the database CHECK lists the same words
std::string_view to_string(OrderEvent event);
std::optional<OrderState> order_state_from(std::string_view text);

}  // namespace domain
