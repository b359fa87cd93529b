#pragma once

#include "app/services.h"

namespace app {

// Job order.send_mail: renders and sends one owed mail, and notes that it went.
base::Result<void> send_mail(Services& services, const domain::Job& job);

}  // namespace app
