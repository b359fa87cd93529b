#pragma once

#include "app/services.h"

namespace app {

// Forgets jobs that were completed a month ago. Discarded and canceled ones stay: they tell a person something.
base::Result<void> sweep_jobs(Services& services, const domain::Job& job);

}  // namespace app
