#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// open --under_way--> under_way          (the buyer is done, the bank is not)
//   |--received--> paid <--received-- under_way
//   |--expired---> expired --received--> paid   (money came after all: the order goes before a person)
//   '--refused---> failed  --received--> paid        under_way --refused--> failed
// paid, partly_refunded, refunded --refunds_changed--> paid [nothing] | partly_refunded [a part] | refunded [all paid back]
// A bank can return a refund, so refunded is not the end. A dispute changes nothing here: only a person can answer it.
namespace domain {

enum class PaymentState { kOpen, kUnderWay, kPaid, kExpired, kFailed, kPartlyRefunded, kRefunded };
enum class PaymentEvent { kUnderWay, kReceived, kExpired, kRefused, kRefundsChanged };

// What the guards look at.
struct PaymentFacts {
  std::int64_t total_minor = 0;      // what the order costs
  std::int64_t paid_minor = 0;       // what came in
  std::int64_t paid_back_minor = 0;  // refunds that succeeded
};

struct PaymentTransition {
  PaymentState from;
  PaymentEvent event;
  bool (*guard)(const PaymentFacts&);
  PaymentState to;
};

inline constexpr std::array kAllPaymentStates = {PaymentState::kOpen,    PaymentState::kUnderWay,
                                                 PaymentState::kPaid,    PaymentState::kExpired,
                                                 PaymentState::kFailed,  PaymentState::kPartlyRefunded,
                                                 PaymentState::kRefunded};

// Every allowed change, and no other.
std::span<const PaymentTransition> payment_transitions();

// Where `event` leads from `from`: along the edge whose guard holds. Nothing where there is none.
std::optional<PaymentState> next_payment_state(PaymentState from, PaymentEvent event, const PaymentFacts& facts);

std::string_view to_string(PaymentState state);  // "under_way"; the database CHECK lists the same words
std::optional<PaymentState> payment_state_from(std::string_view text);

}  // namespace domain
