#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "domain/transitions.h"

// held --paid-------> redeemed
//   '----abandoned--> released
// held and redeemed count against a promotion's limits, released does not. A refund gives no code back.
namespace domain {

enum class RedemptionState { kHeld, kRedeemed, kReleased };
enum class RedemptionEvent { kPaid, kAbandoned };

using RedemptionTransition = Transition<RedemptionState, RedemptionEvent>;

inline constexpr std::array kAllRedemptionStates = {RedemptionState::kHeld, RedemptionState::kRedeemed,
                                                    RedemptionState::kReleased};

// Every allowed change, and no other.
std::span<const RedemptionTransition> redemption_transitions();

// Where `event` leads from `from`; nothing where the table has no such edge.
std::optional<RedemptionState> next_redemption_state(RedemptionState from, RedemptionEvent event);

std::string_view to_string(RedemptionState state);  // "held"; the database CHECK lists the same words
std::optional<RedemptionState> redemption_state_from(std::string_view text);

}  // namespace domain
