#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "arguments.h"
#include "compositor/assess.h"
#include "compositor/codec.h"
#include "compositor/json.h"
#include "compositor/print.h"
#include "compositor/print_spec.h"
#include "compositor/sha256.h"
#include "threads.h"

namespace {

using compositor::Result;
using Bytes = std::vector<std::uint8_t>;

// Where the scenes lie, seen from the program's own folder: beside it, or in the native release build.
constexpr const char* kScenePlaces[] = {"../scenes/", "../../release/scenes/"};

int fail(const std::string& why) {
  std::fprintf(stderr, "picasso_render: %s\n", why.c_str());
  return 1;
}

std::optional<Bytes> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  Bytes bytes(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return file ? std::optional(std::move(bytes)) : std::nullopt;
}

bool plain_name(const std::string& name) { return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos; }

// `file`: the package, or a print's layers beside it.
std::optional<Bytes> read_scene_file(const picasso_render::Arguments& arguments, const std::string& program, const std::string& file) {
  if (!plain_name(arguments.scene)) return std::nullopt;
  if (!arguments.scenes_dir.empty()) return read_file(arguments.scenes_dir + "/" + file);
  const std::size_t slash = program.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : program.substr(0, slash + 1);
  for (const char* place : kScenePlaces) {
    if (auto bytes = read_file(folder + place + file)) return bytes;
  }
  return std::nullopt;
}

Result<compositor::Recipe> make_recipe(const picasso_render::Arguments& arguments) {
  if (!arguments.recipe.empty()) {
    const auto text = read_file(arguments.recipe);
    if (!text) return compositor::fail(compositor::ErrorCode::kInvalidRecipe, "cannot read " + arguments.recipe);
    return compositor::recipe_from_json({reinterpret_cast<const char*>(text->data()), text->size()});
  }
  compositor::Recipe recipe;
  if (arguments.oval) recipe.oval = *arguments.oval;
  return recipe;
}

int write(const std::string& path, const Bytes& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out ? 0 : fail("cannot write " + path);
}

void print_hints(const compositor::Image& photo, const compositor::Recipe& recipe) {
  for (const compositor::Hint hint : compositor::assess(photo, recipe)) {
    std::printf("%s: %s\n", std::string(compositor::hint_name(hint)).c_str(), std::string(compositor::hint_text(hint)).c_str());
  }
}

int render(const picasso_render::Arguments& arguments, const std::string& program, const compositor::Recipe& recipe, const compositor::Image& photo) {
  const auto package = read_scene_file(arguments, program, arguments.scene + ".scene");
  if (!package) return fail("no scene called " + arguments.scene);
  auto scene = compositor::load_scene(*package);
  if (!scene) return fail(scene.error().message);
  const auto target = compositor::target_from_string(*scene, arguments.target);
  if (!target) return fail(target.error().message);

  if (plain_name(arguments.target)) {
    const auto layers = read_scene_file(arguments, program, arguments.scene + "." + arguments.target + ".layer");
    if (layers && !compositor::attach_print(*scene, *layers)) return fail("the print layers for " + arguments.target + " are damaged");
    // Without them the background would be the preview's, enlarged.
    if (!compositor::has_print_layers(*scene, *target)) return fail("there are no print layers for " + arguments.target + " that fit the scene");
  }
  const compositor::RenderOptions options{.for_each = picasso_render::on_threads(arguments.threads)};
  if (arguments.print_sha256) {
    const auto picture = compositor::render(*scene, recipe, photo, *target, options);
    if (!picture) return fail(picture.error().message);
    std::printf("%s\n", compositor::pixel_sha256(*picture).c_str());
    return arguments.out.empty() ? 0 : write(arguments.out, compositor::encode_png(*picture, {}, options.for_each));
  }
  const auto file = compositor::render_png(*scene, recipe, photo, *target, {}, options);
  return file ? write(arguments.out, *file) : fail(file.error().message);
}

int run(const picasso_render::Arguments& arguments, const std::string& program) {
  const auto photo_bytes = read_file(arguments.photo);
  if (!photo_bytes) return fail("cannot read " + arguments.photo);
  const auto photo = compositor::decode_photo(*photo_bytes, picasso_render::on_threads(arguments.threads));
  if (!photo) return fail(photo.error().message);
  const auto recipe = make_recipe(arguments);
  if (!recipe) return fail(recipe.error().message);
  if (arguments.assess) print_hints(*photo, *recipe);
  return arguments.renders() ? render(arguments, program, *recipe, *photo) : 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string error;
  const auto arguments = picasso_render::parse_arguments(argc, argv, error);
  if (!arguments) {
    std::fprintf(stderr, "picasso_render: %s\n%s", error.c_str(), picasso_render::kUsage);
    return 2;
  }
  return run(*arguments, argv[0]);
}
