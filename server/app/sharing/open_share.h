#pragma once

#include <string>

#include "app/services.h"

namespace app {

// A shared picture that may be opened. kNotFound when it never was there, was taken back, or its time is over: who holds
// a link learns no more than that.
base::Result<domain::Share> open_share(Services& services, const std::string& id);

// Its photo, as it was sent. Errors of open_share; kUnavailable.
base::Result<std::string> read_shared_photo(Services& services, const domain::Share& share);

}  // namespace app
