#pragma once

#include "app/services.h"

namespace app {

// Target of the picture the customer approves; the browser draws the same.
inline constexpr std::string_view kPreviewTarget = "preview:800x960";
// Of the small one, painted as large as its place on a page or in a mail at two pixels a point.
inline constexpr std::string_view kSmallPreviewTarget = "preview:160x192";

// Job design.render: scans the photo, renders the preview and compares it with what the customer saw, renders the
// small preview and the print file, stores them and sets the design complete; or rejected, with a reason the customer can
// read. Of a design that was called off it deletes everything.
// Only trouble that is not the photo's comes back as an error.
base::Result<void> render_design(Services& services, const domain::Job& job);

// When render_design failed for the last time: the customer must not wait for ever.
base::Result<void> give_up_design(Services& services, const domain::Job& job);

}  // namespace app
