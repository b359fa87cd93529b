#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sandboxed_renderer/render_child.h"
#include "ports/renderer.h"

namespace adapters::sandboxed_renderer {

struct SandboxedRendererConfig {
  std::string executable;  // the program whose main hands kRenderChildVerb to render_child_main
  std::string scenes_dir;  // folder of <scene>.scene packages and <scene>.<print spec>.layer files
  ChildLimits limits{};
  std::chrono::milliseconds wall_time{90'000};
  std::size_t max_answer_bytes = 256u << 20;
  std::vector<std::string> verb{kRenderChildVerb};
};

// Untrusted bytes are decoded in a process of their own, one for each request, that can do nothing but compute: see
// sandbox_policy.h. It gets the request and the scene as open files and answers through a pipe; its environment is
// empty. Thread-safe.
class SandboxedRenderer final : public ports::Renderer {
 public:
  explicit SandboxedRenderer(SandboxedRendererConfig config);

  base::Result<std::vector<ports::RenderedImage>> render(const ports::RenderRequest& request) override;

 private:
  SandboxedRendererConfig config_;
};

}  // namespace adapters::sandboxed_renderer
