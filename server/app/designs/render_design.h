#pragma once

#include "app/services.h"

namespace app {

// Target of the picture the customer approves; the browser draws the same.
inline constexpr std::string_view kPreviewTarget = "preview:800x960";

// Job design.render: scans the photo, renders the preview and compares it with what the customer saw, renders the
// print file, stores both and sets the design complete; or rejected, with a reason the customer can read.
// Only trouble that is not the photo's comes back as an error.
base::Result<void> render_design(Services& services, const domain::Job& job);

// When render_design failed for the last time: the customer must not wait for ever.
base::Result<void> give_up_design(Services& services, const domain::Job& job);

}  // namespace app
