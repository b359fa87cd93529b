#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compositor/error.h"
#include "ports/renderer.h"

// What goes between the renderer and its child. Numbers are 32 bits, least significant byte first; a text is its length,
// then its bytes. Request: number of targets, targets, recipe, photo. Scene: package, number of prints, their names and layers. Answer: frames, each beginning with its kind.
namespace adapters::sandboxed_renderer {

struct ChildRequest {
  std::vector<std::string> targets;
  std::string_view recipe_json;
  std::string_view photo;
};

std::string encode_request(const ports::RenderRequest& request);
std::optional<ChildRequest> decode_request(std::string_view bytes);  // views into `bytes`

// The scene's files: its package, and the layers of prints by their target's name.
struct SceneFiles {
  std::string_view package;
  std::vector<std::pair<std::string_view, std::string_view>> prints;
};

std::string encode_scene(const SceneFiles& files);
std::optional<SceneFiles> decode_scene(std::string_view bytes);  // views into `bytes`

std::string encode_image(const ports::RenderedImage& image);
std::string encode_refusal(const compositor::Error& error);
std::string encode_end();

struct ChildAnswer {
  std::vector<ports::RenderedImage> images;
  std::optional<compositor::Error> refusal;
};

// Nothing when the answer breaks off or is malformed: the child may have been taken over while it decoded.
std::optional<ChildAnswer> decode_answer(std::string_view bytes);

}  // namespace adapters::sandboxed_renderer
