#pragma once

#include <string>
#include <string_view>

#include "app/services.h"

namespace app {

struct PreviewRequest {
  std::string_view photo;  // raw file as sent
  std::string_view recipe_json;
  std::string scene;
};

// The picture that a browser which cannot paint would show, for its customer to approve; nothing of it is stored.
// Errors as of uploads; kRateLimited while Services::preview_slots are all taken.
base::Result<ports::RenderedImage> preview_photo(Services& services, const PreviewRequest& request);

}  // namespace app
