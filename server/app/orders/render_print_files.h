#pragma once

#include "app/services.h"

namespace app {

// Job order.render_print_files: makes sure that every line of a paid order has its print file, then lets the order be
// submitted. A design is rendered once per print spec, however often it is ordered.
base::Result<void> render_print_files(Services& services, const domain::Job& job);

}  // namespace app
