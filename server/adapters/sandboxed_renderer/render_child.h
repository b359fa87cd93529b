#pragma once

#include "adapters/sandboxed_renderer/sandbox_policy.h"

namespace adapters::sandboxed_renderer {

inline constexpr const char* kRenderChildVerb = "render-child";

// Open files that the child starts with; there are no others but a standard error that leads nowhere.
inline constexpr int kRequestDescriptor = 0;
inline constexpr int kAnswerDescriptor = 1;
inline constexpr int kSceneDescriptor = 3;

// The whole life of a render child: `<program> render-child <address space bytes> <CPU seconds>`. Locks itself in
// before it reads the first byte, then answers one request. Returns the exit code.
int render_child_main(int argc, char** argv);

}  // namespace adapters::sandboxed_renderer
