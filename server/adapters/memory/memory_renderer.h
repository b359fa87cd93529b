#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/memory/injected_errors.h"
#include "ports/renderer.h"

namespace adapters::memory {

// Draws nothing: the "picture" of a target is a text that depends on everything that went in, so that equal requests
// give equal bytes and others do not.
class MemoryRenderer : public ports::Renderer {
 public:
  struct Recorded {
    std::string photo;
    std::string scene;
    std::string recipe_json;
    std::vector<std::string> targets;
  };
  using Answer = std::function<base::Result<std::vector<ports::RenderedImage>>(const ports::RenderRequest&)>;

  base::Result<std::vector<ports::RenderedImage>> render(const ports::RenderRequest& request) override;

  // What render answers for one target: what a browser's preview hash would have to be.
  static ports::RenderedImage image_of(std::string_view photo, std::string_view scene, std::string_view recipe_json,
                                       const std::string& target);

  void set_answer(Answer answer);  // replaces the default from now on
  std::vector<Recorded> requests();

  InjectedErrors errors;

 private:
  std::mutex mutex_;
  Answer answer_;
  std::vector<Recorded> requests_;
};

}  // namespace adapters::memory
