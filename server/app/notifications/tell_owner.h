#pragma once

#include "app/services.h"

namespace app {

// Job order.tell_owner: owes the owner a mail about the order's trouble; one for each time that the
// order's story tells of it, however often this job comes.
base::Result<void> tell_owner(Services& services, const domain::Job& job);

}  // namespace app
