#include "planted_bug.h"

namespace simulation {

std::string_view to_string(PlantedBug bug) {
  switch (bug) {
    case PlantedBug::kNone: return "none";
    case PlantedBug::kDedupeBeforeWork: return "dedupe-before-work";
    case PlantedBug::kKeysNotKept: return "keys-not-kept";
    case PlantedBug::kLeaseNotChecked: return "lease-not-checked";
    case PlantedBug::kRefundNotChecked: return "refund-not-checked";
    case PlantedBug::kPromotionNotLocked: return "promotion-not-locked";
    case PlantedBug::kWebhookTrusted: return "webhook-trusted";
    case PlantedBug::kCreatedInsteadOfAdopted: return "created-instead-of-adopted";
    case PlantedBug::kSealSkipped: return "seal-skipped";
  }
  return "none";
}

std::optional<PlantedBug> planted_bug_from(std::string_view text) {
  for (const auto bug : kAllPlantedBugs) {
    if (to_string(bug) == text) return bug;
  }
  return std::nullopt;
}

}  // namespace simulation
