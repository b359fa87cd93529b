#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// owed --accepted--> accepted --started--> in_production --part_sent--> partly_shipped --all_sent--> shipped --all_arrived--> delivered
//   '--refused--> failed
// Before the first parcel:  accepted, in_production, on_hold, draft, failed lead to each other as the printer says.
// From all but canceled:    --held--> on_hold   --failed--> failed   --canceled--> canceled (the end)
//                           --came_back--> returned   --all_sent--> shipped   --all_arrived--> delivered
// Before the first parcel:  --vanished--> gone (the printer no longer knows it)   gone --asked_anew--> owed (the owner resumed
// the order), or wherever the printer says, should it know it again.
// The printer is read anew each time, and steps may be missed: a state follows from what the printer says now, whatever
// was heard before. Only once a parcel is out, accepted, in_production and draft are over.
namespace domain {

enum class FulfillmentState {
  kOwed,
  kAccepted,
  kInProduction,
  kOnHold,
  kDraft,
  kFailed,
  kCanceled,
  kPartlyShipped,
  kShipped,
  kDelivered,
  kReturned,
  kGone,
};

enum class FulfillmentEvent {
  kRefused,
  kAccepted,
  kStarted,
  kHeld,
  kFellBack,
  kFailed,
  kCanceled,
  kPartSent,
  kAllSent,
  kAllArrived,
  kCameBack,
  kVanished,
  kAskedAnew,
};

// What the guards look at.
struct FulfillmentFacts {
  int parcels = 0;    // sent, and not come back
  int arrived = 0;    // of those
  int came_back = 0;  // and not sent again
};

// Edges from several states that lead to the same one.
struct FulfillmentTransition {
  std::uint32_t from;  // a bit for each state
  FulfillmentEvent event;
  bool (*guard)(const FulfillmentFacts&);
  FulfillmentState to;

  [[nodiscard]] constexpr bool leaves(FulfillmentState state) const {
    return state != to && (from >> static_cast<unsigned>(state) & 1U) != 0;
  }
};

inline constexpr std::array kAllFulfillmentStates = {
    FulfillmentState::kOwed,    FulfillmentState::kAccepted,      FulfillmentState::kInProduction, FulfillmentState::kOnHold,
    FulfillmentState::kDraft,   FulfillmentState::kFailed,        FulfillmentState::kCanceled,     FulfillmentState::kPartlyShipped,
    FulfillmentState::kShipped, FulfillmentState::kDelivered,     FulfillmentState::kReturned,      FulfillmentState::kGone};

// Every allowed change, and no other.
std::span<const FulfillmentTransition> fulfillment_transitions();

// Where `event` leads from `from`: along the edge whose guard holds. Nothing where there is none.
std::optional<FulfillmentState> next_fulfillment_state(FulfillmentState from, FulfillmentEvent event,
                                                       const FulfillmentFacts& facts);

// Nothing goes on until somebody has looked.
bool needs_a_person(FulfillmentState state);

std::string_view to_string(FulfillmentState state);  // "on_hold"; the database CHECK lists the same words
std::optional<FulfillmentState> fulfillment_state_from(std::string_view text);

}  // namespace domain
