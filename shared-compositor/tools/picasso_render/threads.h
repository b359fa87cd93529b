#pragma once

#include "compositor/work.h"

namespace picasso_render {

// Runs jobs on `count` threads, the caller's among them. In WebAssembly there is only that one.
compositor::ForEach on_threads(int count);

}  // namespace picasso_render
