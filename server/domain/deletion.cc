#include "domain/deletion.h"

#include "base/digest.h"
#include "domain/transitions.h"

namespace domain {

std::string_view to_string(DeletionState state) {
  switch (state) {
    case DeletionState::kAsked: return "asked";
    case DeletionState::kConfirmed: return "confirmed";
    case DeletionState::kDone: return "done";
  }
  return "done";
}

std::optional<DeletionState> deletion_state_from(std::string_view text) {
  return state_named(kAllDeletionStates, text);
}

std::string forgotten_name(std::string_view key, std::string_view tracking_number) {
  return "forgotten:" + base::to_hex(base::hmac_sha256(key, "parcel:" + std::string(tracking_number))).substr(0, 32);
}

bool DeletionRequest::is_stale(base::Timestamp now) const {
  return state == DeletionState::kAsked && now >= asked_at + kDeletionLinkLifetime;
}

bool DeletionRequest::confirm(base::Timestamp now) {
  if (state != DeletionState::kAsked || is_stale(now)) return false;
  state = DeletionState::kConfirmed;
  confirmed_at = now;
  return true;
}

void DeletionRequest::finish(base::Timestamp now) {
  if (state == DeletionState::kConfirmed) drop(now);
}

void DeletionRequest::drop(base::Timestamp now) {
  state = DeletionState::kDone;
  done_at = now;
  email.clear();
}

}  // namespace domain
