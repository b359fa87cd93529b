#include "domain/design.h"

namespace domain {

std::string_view to_string(DesignStatus status) {
  switch (status) {
    case DesignStatus::kPending: return "pending";
    case DesignStatus::kComplete: return "complete";
    case DesignStatus::kRejected: return "rejected";
  }
  return "pending";
}

std::optional<DesignStatus> design_status_from(std::string_view text) {
  for (const auto status : {DesignStatus::kPending, DesignStatus::kComplete, DesignStatus::kRejected}) {
    if (to_string(status) == text) return status;
  }
  return std::nullopt;
}

}  // namespace domain
