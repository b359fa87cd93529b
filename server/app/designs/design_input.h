#pragma once

#include <string>
#include <string_view>

#include "app/services.h"
#include "compositor/codec.h"

namespace app {

struct DesignInput {
  compositor::ImageInfo photo;
  std::string recipe_json;  // canonical
};

// What every photo and recipe from outside must pass before anything is done with it, without decoding (that happens in
// the sandboxed renderer only). Errors name the field: kUnsupportedMedia, kTooLarge, kInvalidInput.
base::Result<DesignInput> check_design_input(const Services& services, std::string_view photo,
                                             std::string_view recipe_json, const std::string& scene);

}  // namespace app
