#pragma once

#include "app/services.h"

namespace app {

// Job order.render_print_files: makes sure that every line of a paid order has its print file, then lets the order be
// submitted. A design is rendered once per print spec, however often it is ordered, and only
// while its preview is still, pixel by pixel, the one that was approved (else kConflict: nothing is printed).
base::Result<void> render_print_files(Services& services, const domain::Job& job);

}  // namespace app
