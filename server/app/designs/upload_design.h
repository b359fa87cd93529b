#pragma once

#include <string>
#include <string_view>

#include "app/services.h"

namespace app {

struct UploadRequest {
  std::string_view photo;  // raw file as sent
  std::string_view recipe_json;
  std::string scene;
  std::string preview_sha256;  // of the pixels the customer saw
  std::string print_spec;      // "tee" ...
  std::string upload_key = {};  // may be empty: 64 lower-case hex digits, the same for the same upload sent again
};

// Takes a photo and what the customer made of it: checks what can be checked without decoding (that happens in the
// sandboxed renderer only), stores the photo, and records the pending design together with its render job.
// An upload sent again under its key gives the design it has already made, unless that one was rejected.
// Errors name the field: kUnsupportedMedia, kTooLarge, kInvalidInput; kUnavailable when a store does not answer.
base::Result<domain::Design> upload_design(Services& services, const UploadRequest& request);

}  // namespace app
