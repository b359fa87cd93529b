#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "domain/transitions.h"

// requested --accepted--> pending --paid_back--> succeeded --came_back--> failed
//    |--paid_back--> succeeded       '--came_back--> failed
//    '--refused, came_back--> failed
// All but failed count against what was paid. A bank can send the money back days after a refund had succeeded.
namespace domain {

enum class RefundState { kRequested, kPending, kSucceeded, kFailed };
enum class RefundEvent { kAccepted, kPaidBack, kRefused, kCameBack };

using RefundTransition = Transition<RefundState, RefundEvent>;

inline constexpr std::array kAllRefundStates = {RefundState::kRequested, RefundState::kPending, RefundState::kSucceeded,
                                                RefundState::kFailed};

// Every allowed change, and no other.
std::span<const RefundTransition> refund_transitions();

// Where `event` leads from `from`; nothing where the table has no such edge.
std::optional<RefundState> next_refund_state(RefundState from, RefundEvent event);

std::string_view to_string(RefundState state);  // "requested"; the database CHECK lists the same words
std::optional<RefundState> refund_state_from(std::string_view text);

}  // namespace domain
