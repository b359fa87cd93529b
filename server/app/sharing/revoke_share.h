#pragma once

#include <string>
#include <string_view>

#include "app/services.h"

namespace app {

// Takes a link back: nobody opens it from this moment on, and a job deletes the photo. Again is the same.
// kNotFound; kForbidden when `secret` is not the one its maker got.
base::Result<void> revoke_share(Services& services, const std::string& id, std::string_view secret);

// Job share.remove: deletes the photo, then the row, of a share that may not be opened any more.
base::Result<void> remove_share(Services& services, const domain::Job& job);

}  // namespace app
