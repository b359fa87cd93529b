#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/services.h"
#include "base/secret.h"

namespace app {

struct ShareRequest {
  std::string_view photo;  // raw file as sent
  std::string_view recipe_json;
  std::string scene;
  std::optional<std::string> variant_sku;  // what the picture is for
  int quantity = 1;
};

struct CreatedShare {
  domain::Share share;
  base::Secret secret;  // takes the link back; only its hash is stored
};

// Puts a picture behind a link for domain::kShareLifetime: checks it like an upload, has the photo scanned before anybody
// can open it, and records it together with the job that removes it. Errors name the field as uploads do;
// kUnavailable when the scanner or a store does not answer.
base::Result<CreatedShare> create_share(Services& services, const ShareRequest& request);

}  // namespace app
