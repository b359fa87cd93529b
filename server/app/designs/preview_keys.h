#pragma once

#include "domain/design.h"

namespace app {

// Where a design's two pictures are stored: the approved preview, and the small one that pages and mails show beside words.
// A design that was made before there were small ones has none.
inline domain::ObjectKey preview_key_of(const domain::DesignId& id) { return {"previews/" + id.value + ".png"}; }
inline domain::ObjectKey small_preview_key_of(const domain::DesignId& id) { return {"previews/" + id.value + "-small.png"}; }

}  // namespace app
