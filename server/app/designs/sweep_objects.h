#pragma once

#include "app/services.h"

namespace app {

// No longer does it take from an object's storing to the row that names it, however often the job is tried.
inline constexpr std::chrono::hours kSweptAfter{48};

// Job objects.sweep, once a day: removes the objects of designs and shares that nobody needs any more
// (ports::DesignRepository::abandoned_among), such as those that a worker had stored when it died, and the photos of designs that
// were rejected. Objects that were stored lately stay.
base::Result<void> sweep_objects(Services& services, const domain::Job& job);

}  // namespace app
