#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/timestamp.h"
#include "domain/design.h"

namespace domain {

using ShareId = base::Id<struct ShareTag>;  // 128 random bits, base64url: knowing it is the right to open the picture

bool is_share_id(std::string_view text);

inline constexpr std::chrono::hours kShareLifetime{30 * 24};

// A picture behind a link, so that it can be opened on another device. Table shares.
struct Share {
  ShareId id;
  ObjectKey photo_key;
  std::string photo_type;  // "image/jpeg" or "image/png"
  std::string scene;
  std::string recipe_json;                 // canonical, compositor::recipe_to_json
  std::optional<std::string> variant_sku;  // what the picture was for
  int quantity = 1;
  std::string secret_sha256;  // of what its maker must show to take the link back, lower-case hex
  base::Timestamp created_at;
  base::Timestamp expires_at;
  std::optional<base::Timestamp> revoked_at;

  // Whether it may be opened. What may not is removed by a job soon after.
  [[nodiscard]] bool is_open(base::Timestamp now) const { return !revoked_at && now < expires_at; }

  bool operator==(const Share&) const = default;
};

}  // namespace domain
