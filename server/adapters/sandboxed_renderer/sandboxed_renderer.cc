#include "adapters/sandboxed_renderer/sandboxed_renderer.h"

#include <csignal>
#include <fstream>
#include <iterator>
#include <map>

#include "adapters/sandboxed_renderer/child_process.h"
#include "adapters/sandboxed_renderer/wire.h"
#include "compositor/codec.h"

namespace adapters::sandboxed_renderer {
namespace {

using base::ErrorCode;

constexpr const char* kOurFault = "Something went wrong on our side. Please try again later.";

base::Failure internal(std::string cause) {
  return base::fail(ErrorCode::kInternal, kOurFault, "renderer: " + std::move(cause));
}

bool is_scene_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The scene's package and the layers of those targets that are prints of it; nothing when there is no such scene.
std::optional<std::string> read_scene(const std::string& stem, const std::vector<std::string>& targets) {
  const auto package = read_file(stem + ".scene");
  if (!package) return std::nullopt;
  std::map<std::string, std::string> layers;
  for (const std::string& target : targets) {
    if (!is_scene_name(target)) continue;  // a preview
    if (auto bytes = read_file(stem + "." + target + ".layer")) layers[target] = std::move(*bytes);
  }
  SceneFiles files{*package, {}};
  for (const auto& [name, bytes] : layers) files.prints.emplace_back(name, bytes);
  return encode_scene(files);
}

base::Failure refusal(const compositor::Error& error) {
  using compositor::ErrorCode;
  const std::string sentence = error.message.substr(0, 300);
  switch (error.code) {
    case ErrorCode::kNotAnImage:
    case ErrorCode::kUnsupportedImage: return base::fail(base::ErrorCode::kUnsupportedMedia, sentence, {}, "photo");
    case ErrorCode::kImageTooLarge: return base::fail(base::ErrorCode::kTooLarge, sentence, {}, "photo");
    case ErrorCode::kCorruptImage:
    case ErrorCode::kImageTooSmall: return base::fail(base::ErrorCode::kInvalidInput, sentence, {}, "photo");
    case ErrorCode::kInvalidRecipe: return base::fail(base::ErrorCode::kInvalidInput, sentence, {}, "recipe");
    case ErrorCode::kInvalidTarget: return base::fail(base::ErrorCode::kInvalidInput, sentence, {}, "target");
    case ErrorCode::kCanceled: return internal(sentence);
    case ErrorCode::kInvalidScene: break;
  }
  return internal("scene package: " + sentence);
}

base::Failure death(const ChildOutcome& outcome) {
  if (outcome.timed_out || outcome.signal == SIGXCPU) return internal("out of time");
  if (outcome.flooded) return internal("answer over the limit");
  if (outcome.signal != 0) return internal("child died of signal " + std::to_string(outcome.signal));
  return internal("child ended with code " + std::to_string(outcome.exit_code) + " and no whole answer");
}

bool answers_request(const ChildAnswer& answer, const ports::RenderRequest& request) {
  if (answer.images.size() != request.targets.size()) return false;
  for (std::size_t i = 0; i < answer.images.size(); ++i) {
    if (answer.images[i].target != request.targets[i]) return false;
  }
  return true;
}

}  // namespace

SandboxedRenderer::SandboxedRenderer(SandboxedRendererConfig config) : config_(std::move(config)) {}

base::Result<std::vector<ports::RenderedImage>> SandboxedRenderer::render(const ports::RenderRequest& request) {
  if (request.photo.size() > compositor::kMaxPhotoBytes) {
    return base::fail(ErrorCode::kTooLarge, "This photo is too large: 40 MB is the limit.", {}, "photo");
  }
  if (!is_scene_name(request.scene)) return base::fail(ErrorCode::kInvalidInput, "There is no such scene.", {}, "scene");
  const auto files = read_scene(config_.scenes_dir + "/" + request.scene, request.targets);
  if (!files) return base::fail(ErrorCode::kInvalidInput, "There is no such scene.", "no scene package", "scene");
  const Descriptor scene = memory_file(*files);
  if (!scene.is_open()) return internal("no memory file for the scene");
  const Descriptor input = memory_file(encode_request(request));
  if (!input.is_open()) return internal("no memory file for the request");

  std::vector<std::string> command{config_.executable};
  command.insert(command.end(), config_.verb.begin(), config_.verb.end());
  command.push_back(std::to_string(config_.limits.address_space_bytes));
  command.push_back(std::to_string(config_.limits.cpu_seconds));
  const auto outcome = run_child(command, input, scene, config_.wall_time, config_.max_answer_bytes);
  if (!outcome) return internal("child could not be started");
  auto answer = decode_answer(outcome->output);
  if (!answer) return death(*outcome);
  if (answer->refusal) return refusal(*answer->refusal);
  if (!answers_request(*answer, request)) return internal("answer to another request");
  return std::move(answer->images);
}

}  // namespace adapters::sandboxed_renderer
