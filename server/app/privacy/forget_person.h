#pragma once

#include "app/services.h"

namespace app {

// How long after its last parcel left an order counts as finished although nobody told us that it arrived.
inline constexpr std::chrono::hours kShippedIsOver{60 * 24};
// While an order is under way, we look again after this time.
inline constexpr std::chrono::hours kLookAgainAfter{24};

// Job person.forget: removes the person's photos, previews, print files and shared pictures from storage, and address,
// name and all that tells of them from orders, promotions, webhooks and the orders' stories, whose seals stay whole.
// What an order that is under way needs stays until it is finished. Sums, articles and states stay: the books need them.
base::Result<void> forget_person(Services& services, const domain::Job& job);

// When it could not be done for the last time: the person's newest order is flagged, so that the owner hears of a promise not kept.
base::Result<void> give_up_forgetting(Services& services, const domain::Job& job, const base::Error& error);

}  // namespace app
