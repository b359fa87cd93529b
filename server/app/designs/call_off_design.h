#pragma once

#include "app/services.h"

namespace app {

// The customer does not want it after all while it is still being made: it is rejected, and its render job deletes the
// photo. Again changes nothing. kNotFound; kConflict when it is complete: a cart may hold it.
base::Result<void> call_off_design(Services& services, const std::string& id);

}  // namespace app
