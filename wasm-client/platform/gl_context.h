#pragma once

namespace platform {

// Makes a WebGL2 context on the canvas that `selector` (CSS) finds, and makes it current.
// False when the browser has no WebGL2 or refuses another context.
bool open_gl_context(const char* selector);

}  // namespace platform
