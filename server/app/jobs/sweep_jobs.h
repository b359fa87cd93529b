#pragma once

#include "app/services.h"

namespace app {

// Forgets jobs that were completed a month ago, what events told that were processed a month ago, and wishes for deletion whose
// link nobody used. Discarded and canceled jobs stay: they tell a person something.
base::Result<void> sweep_jobs(Services& services, const domain::Job& job);

}  // namespace app
