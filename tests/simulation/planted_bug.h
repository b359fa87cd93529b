#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace simulation {

// Bugs that can be planted between the use cases and what they stand on, to see that the simulation finds them. They
// live in this folder only: no binary of the shop can be built with one.
enum class PlantedBug {
  kNone,
  kDedupeBeforeWork,        // an event counts as processed before its work is done
  kKeysNotKept,             // every call to Stripe has a new idempotency key
  kLeaseNotChecked,         // a worker that lost its lease may finish the job all the same
  kRefundNotChecked,        // the submission does not see that the order was refunded
  kPromotionNotLocked,      // a code's uses are counted from an old copy and not defended
  kWebhookTrusted,          // "completed" is taken for "paid", the session is not read anew
  kCreatedInsteadOfAdopted, // the submission never looks whether the printer has the order
  kSealSkipped,             // an entry of the story is sealed without the one before it
};

inline constexpr std::array kAllPlantedBugs = {
    PlantedBug::kDedupeBeforeWork,   PlantedBug::kKeysNotKept,    PlantedBug::kLeaseNotChecked,
    PlantedBug::kRefundNotChecked,   PlantedBug::kPromotionNotLocked, PlantedBug::kWebhookTrusted,
    PlantedBug::kCreatedInsteadOfAdopted, PlantedBug::kSealSkipped};

std::string_view to_string(PlantedBug bug);  // "seal-skipped"
std::optional<PlantedBug> planted_bug_from(std::string_view text);

}  // namespace simulation
