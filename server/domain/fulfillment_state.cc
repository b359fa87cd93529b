#include "domain/fulfillment_state.h"

#include "domain/transitions.h"

namespace domain {
namespace {

using S = FulfillmentState;
using E = FulfillmentEvent;
using Facts = FulfillmentFacts;

constexpr auto kAlways = [](const Facts&) { return true; };
constexpr auto kNoParcel = [](const Facts& facts) { return facts.parcels + facts.came_back == 0; };
constexpr auto kSent = [](const Facts& facts) { return facts.parcels > 0 && facts.came_back == 0; };
constexpr auto kUnderWay = [](const Facts& facts) { return kSent(facts) && facts.arrived < facts.parcels; };
constexpr auto kArrived = [](const Facts& facts) { return kSent(facts) && facts.arrived == facts.parcels; };
constexpr auto kBack = [](const Facts& facts) { return facts.came_back > 0; };

constexpr std::uint32_t any_of(std::initializer_list<S> states) {
  std::uint32_t set = 0;
  for (const S state : states) set |= 1U << static_cast<unsigned>(state);
  return set;
}

constexpr std::uint32_t kBeforeTheFirstParcel =
    any_of({S::kOwed, S::kAccepted, S::kInProduction, S::kOnHold, S::kDraft, S::kFailed, S::kGone});
constexpr std::uint32_t kTakenAndNotSent = any_of({S::kAccepted, S::kInProduction, S::kOnHold, S::kDraft, S::kFailed});
constexpr std::uint32_t kUnlessCanceled =
    kBeforeTheFirstParcel | any_of({S::kPartlyShipped, S::kShipped, S::kDelivered, S::kReturned});

constexpr std::array kTransitions = {
    FulfillmentTransition{any_of({S::kOwed}), E::kRefused, kNoParcel, S::kFailed},
    FulfillmentTransition{kBeforeTheFirstParcel, E::kAccepted, kNoParcel, S::kAccepted},
    FulfillmentTransition{kBeforeTheFirstParcel, E::kStarted, kNoParcel, S::kInProduction},
    FulfillmentTransition{kBeforeTheFirstParcel, E::kFellBack, kNoParcel, S::kDraft},
    FulfillmentTransition{kUnlessCanceled, E::kHeld, kAlways, S::kOnHold},
    FulfillmentTransition{kUnlessCanceled, E::kFailed, kAlways, S::kFailed},
    FulfillmentTransition{kUnlessCanceled, E::kCanceled, kAlways, S::kCanceled},
    FulfillmentTransition{kUnlessCanceled, E::kPartSent, kSent, S::kPartlyShipped},
    FulfillmentTransition{kUnlessCanceled, E::kAllSent, kUnderWay, S::kShipped},
    FulfillmentTransition{kUnlessCanceled, E::kAllArrived, kArrived, S::kDelivered},
    FulfillmentTransition{kUnlessCanceled, E::kCameBack, kBack, S::kReturned},
    FulfillmentTransition{kTakenAndNotSent, E::kVanished, kNoParcel, S::kGone},
    FulfillmentTransition{any_of({S::kGone}), E::kAskedAnew, kNoParcel, S::kOwed},
};

}  // namespace

std::span<const FulfillmentTransition> fulfillment_transitions() { return kTransitions; }

std::optional<FulfillmentState> next_fulfillment_state(FulfillmentState from, FulfillmentEvent event,
                                                       const FulfillmentFacts& facts) {
  for (const auto& transition : kTransitions) {
    if (transition.leaves(from) && transition.event == event && transition.guard(facts)) return transition.to;
  }
  return std::nullopt;
}

bool needs_a_person(FulfillmentState state) {
  return state == S::kOnHold || state == S::kDraft || state == S::kFailed || state == S::kCanceled || state == S::kReturned ||
         state == S::kGone;
}

std::string_view to_string(FulfillmentState state) {
  switch (state) {
    case S::kOwed: return "owed";
    case S::kAccepted: return "accepted";
    case S::kInProduction: return "in_production";
    case S::kOnHold: return "on_hold";
    case S::kDraft: return "draft";
    case S::kFailed: return "failed";
    case S::kCanceled: return "canceled";
    case S::kPartlyShipped: return "partly_shipped";
    case S::kShipped: return "shipped";
    case S::kDelivered: return "delivered";
    case S::kReturned: return "returned";
    case S::kGone: return "gone";
  }
  return "failed";
}

std::optional<FulfillmentState> fulfillment_state_from(std::string_view text) {
  return state_named(kAllFulfillmentStates, text);
}

}  // namespace domain
