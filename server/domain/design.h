#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/timestamp.h"

namespace domain {

using DesignId = base::Id<struct DesignTag>;      // a random UUID: knowing it is the right to see the design
using ObjectKey = base::Id<struct ObjectKeyTag>;  // "photos/<uuid>", "print/<sha256>.png"; [a-z0-9/._-], no ".."

enum class DesignStatus { kPending, kComplete, kRejected };

std::string_view to_string(DesignStatus status);  // "pending" ...
std::optional<DesignStatus> design_status_from(std::string_view text);

// The rejection_reason of a design whose owner had their data deleted.
inline constexpr std::string_view kForgottenDesign = "This picture was deleted because its owner asked us to.";

// A photo, a scene and a recipe: what the customer approved. Table pet_images.
struct Design {
  DesignId id;
  std::optional<std::string> user_email;  // known once an order with it is paid
  ObjectKey photo_key;
  std::optional<ObjectKey> preview_key;
  std::optional<ObjectKey> processed_key;  // the print file of `print_spec`
  DesignStatus status = DesignStatus::kPending;
  std::optional<std::string> rejection_reason;  // a sentence for the customer
  std::string scene;                            // "the-scream"
  std::string recipe_json;                      // canonical, compositor::recipe_to_json
  std::string print_spec;                       // rendered with the preview; others follow when ordered
  std::string preview_sha256;                   // of the pixels the customer saw, lower-case hex
  base::Timestamp created_at;

  bool operator==(const Design&) const = default;
};

// One rendered print file of a design. Stable address for the printer: /print/<token>/<sha256>.png
struct PrintFile {
  DesignId design_id;
  std::string print_spec;
  ObjectKey key;
  std::string token;   // 128 random bits, base64url: knowing it is the right to download
  std::string sha256;  // of the PNG's bytes
  int width_px = 0;
  int height_px = 0;
  std::optional<int> pet_dpi;  // pixels of the photo per printed inch of the pet, as we computed it; none in old files
  base::Timestamp created_at;

  bool operator==(const PrintFile&) const = default;
};

}  // namespace domain
