#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace domain {

// asked --confirmed--> confirmed --finished--> done
//    '--dropped--> done (nothing is known of the address)
// Asked on a page by anybody; confirmed by the link that only the address's owner gets; done once no order of theirs is
// under way any more.
enum class DeletionState { kAsked, kConfirmed, kDone };

inline constexpr std::array kAllDeletionStates = {DeletionState::kAsked, DeletionState::kConfirmed, DeletionState::kDone};

std::string_view to_string(DeletionState state);  // "asked"; the database CHECK lists the same words
std::optional<DeletionState> deletion_state_from(std::string_view text);

inline constexpr std::chrono::hours kDeletionLinkLifetime{24};
// Links sent to one address within the lifetime of a link; further wishes are heard and change nothing.
inline constexpr int kDeletionLinksPerAddress = 3;

// A person's wish that we forget them. Table deletion_requests.
struct DeletionRequest {
  std::string id;     // UUID
  std::string email;  // normal; empty once done
  DeletionState state = DeletionState::kAsked;
  base::Timestamp asked_at;
  std::optional<base::Timestamp> confirmed_at{};
  std::optional<base::Timestamp> done_at{};

  // Whether its link no longer counts; one that was used goes on counting.
  [[nodiscard]] bool is_stale(base::Timestamp now) const;
  // False where it was confirmed before, or the link is too old.
  bool confirm(base::Timestamp now);
  void finish(base::Timestamp now);
  // Of an address that we do not know.
  void drop(base::Timestamp now);

  bool operator==(const DeletionRequest&) const = default;
};

// What a parcel that is named by its tracking number is called once its person is forgotten: it is still known when it is
// told of again, and the number, which leads to the person, is not kept. "forgotten:" and the first 32 hex digits of
// HMAC-SHA256 under the key that signs the links in mails; sql/migrations/0023 has the same as a function.
std::string forgotten_name(std::string_view key, std::string_view tracking_number);

}  // namespace domain
