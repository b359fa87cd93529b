#include "adapters/sandboxed_renderer/sandboxed_renderer.h"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "adapters/sandboxed_renderer/child_process.h"
#include "adapters/temporary_folder.h"
#include "compositor/codec.h"
#include "compositor/json.h"
#include "compositor/render.h"
#include "compositor/sha256.h"
#include "scene/package.h"
#include "scene/print_layers.h"

using adapters::sandboxed_renderer::Descriptor;
using adapters::sandboxed_renderer::memory_file;
using adapters::sandboxed_renderer::run_child;
using adapters::sandboxed_renderer::SandboxedRenderer;
using adapters::sandboxed_renderer::SandboxedRendererConfig;
using base::ErrorCode;

namespace {

const std::string kRecipe = R"({"version":1,"oval":{"cx":0.5,"cy":0.5,"rx":0.3,"ry":0.3}})";

compositor::Image gradient(int width, int height) {
  compositor::Image image{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const int value : {x * 255 / width, y * 255 / height, 128, 255}) {
        image.rgba.push_back(static_cast<std::uint8_t>(value));
      }
    }
  }
  return image;
}

std::string png_of(const compositor::Image& image) {
  const auto png = compositor::encode_png(image);
  return {png.begin(), png.end()};
}

compositor::Scene small_scene() {
  compositor::Scene scene;
  scene.id = "meadow";
  scene.title = "Meadow";
  scene.extent = {0, 0, 200, 240};
  scene.frame = scene.extent;
  scene.head = {{100, 100}, 80, 0};
  scene.crops.emplace("tee", compositor::Rect{10, 0, 180, 240});
  scene.plate = gradient(200, 240);
  scene.foreground = gradient(200, 240);
  for (std::size_t i = 3; i < scene.foreground.rgba.size(); i += 4) scene.foreground.rgba[i] = 0;
  return scene;
}

struct Fixture {
  TemporaryFolder folder;
  compositor::Scene scene = small_scene();
  std::string photo = png_of(gradient(120, 100));

  Fixture() {
    const auto package = compositor::scene::write_package(scene);
    folder.write("meadow.scene", {package.begin(), package.end()});
  }

  SandboxedRendererConfig config(const std::string& verb = "render-child") const {
    SandboxedRendererConfig config;
    config.executable = RENDER_CHILD;
    config.scenes_dir = folder.path();
    config.verb = {verb};
    return config;
  }

  auto render(const SandboxedRendererConfig& config, const std::vector<std::string>& targets = {"preview:160x192"}) {
    return SandboxedRenderer{config}.render({photo, "meadow", kRecipe, targets});
  }

  base::Error refused(const std::string& bytes, const std::string& recipe = kRecipe,
                      const std::vector<std::string>& targets = {"preview:160x192"}, const std::string& name = "meadow") {
    const auto result = SandboxedRenderer{config()}.render({bytes, name, recipe, targets});
    REQUIRE_FALSE(result);
    CHECK_FALSE(result.error().public_message.empty());
    return result.error();
  }
};

adapters::sandboxed_renderer::ChildOutcome attempt(const std::string& verb, const std::string& how) {
  const Descriptor empty = memory_file("");
  const auto outcome = run_child({RENDER_CHILD, verb, how}, empty, empty, std::chrono::seconds{20}, 1000);
  REQUIRE(outcome);
  return *outcome;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "the child paints what the compositor paints, one image a target, in order") {
  const auto images = render(config(), {"preview:160x192", "preview:tee:90"});
  REQUIRE(images);
  REQUIRE(images->size() == 2);
  const auto decoded = compositor::decode_photo({reinterpret_cast<const std::uint8_t*>(photo.data()), photo.size()});
  REQUIRE(decoded);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& image = (*images)[i];
    const std::string name = i == 0 ? "preview:160x192" : "preview:tee:90";
    CHECK(image.target == name);
    const auto expected = compositor::render(scene, *compositor::recipe_from_json(kRecipe), *decoded,
                                             *compositor::target_from_string(scene, name));
    REQUIRE(expected);
    CHECK(image.pixel_sha256 == compositor::pixel_sha256(*expected));
    CHECK(image.width_px == expected->width);
    CHECK(image.height_px == expected->height);
    const auto png = compositor::decode_photo({reinterpret_cast<const std::uint8_t*>(image.png.data()), image.png.size()});
    REQUIRE(png);
    CHECK(compositor::pixel_sha256(*png) == compositor::pixel_sha256(*expected));
  }
  CHECK((*images)[1].width_px == 90);
}

TEST_CASE_METHOD(Fixture, "a print is painted on its own layers where the scene has them") {
  compositor::PrintLayers painted{scene.crops.at("tee"), gradient(3600, 4800), gradient(3600, 4800)};
  for (std::size_t i = 3; i < painted.foreground.rgba.size(); i += 4) painted.foreground.rgba[i] = 0;
  compositor::PackedPrint print = compositor::scene::pack_print(painted);
  const auto layers = compositor::scene::write_print(print);
  folder.write("meadow.tee.layer", {layers.begin(), layers.end()});
  const auto images = render(config(), {"tee", "preview:160x192"});
  REQUIRE(images);
  const auto decoded = compositor::decode_photo({reinterpret_cast<const std::uint8_t*>(photo.data()), photo.size()});
  scene.prints.push_back(std::move(print));
  for (const auto& image : *images) {
    const auto expected = compositor::render(scene, *compositor::recipe_from_json(kRecipe), *decoded,
                                             *compositor::target_from_string(scene, image.target));
    const auto png = compositor::encode_png(*expected, {.dpi = image.target == "tee" ? 300 : 0});
    CHECK(image.png == std::string(png.begin(), png.end()));
    CHECK(image.pixel_sha256 == (image.target == "tee" ? "" : compositor::pixel_sha256(*expected)));
  }
}

TEST_CASE_METHOD(Fixture, "nothing is printed on an enlarged preview: without layers, or on those of another crop") {
  CHECK(render(config(), {"tee"}).error().code == ErrorCode::kInternal);
  const auto other_crop = compositor::scene::write_print(compositor::scene::pack_print({{0, 0, 180, 240}, gradient(3600, 4800), gradient(3600, 4800)}));
  folder.write("meadow.tee.layer", {other_crop.begin(), other_crop.end()});
  CHECK(render(config(), {"tee"}).error().code == ErrorCode::kInternal);
}

TEST_CASE_METHOD(Fixture, "damaged print layers are our fault, not the customer's") {
  folder.write("meadow.tee.layer", "PICASSOP and nothing else");
  const auto images = render(config(), {"tee"});
  REQUIRE_FALSE(images);
  CHECK(images.error().code == ErrorCode::kInternal);
}

TEST_CASE_METHOD(Fixture, "a photo at fault is refused with a sentence for the customer") {
  CHECK(refused("").code == ErrorCode::kUnsupportedMedia);
  CHECK(refused("<svg xmlns='http://www.w3.org/2000/svg'/>").code == ErrorCode::kUnsupportedMedia);
  CHECK(refused(photo.substr(0, photo.size() / 2)).code == ErrorCode::kInvalidInput);
  CHECK(refused(png_of(gradient(10, 10))).code == ErrorCode::kInvalidInput);
  std::string bomb = photo;
  bomb.replace(16, 8, std::string("\0\0\x4e\x20\0\0\x4e\x20", 8));  // says 20000 x 20000
  const auto refusal = refused(bomb);
  CHECK((refusal.code == ErrorCode::kTooLarge || refusal.code == ErrorCode::kInvalidInput));
  CHECK(refused(std::string(compositor::kMaxPhotoBytes + 1, 'x')).code == ErrorCode::kTooLarge);
}

TEST_CASE_METHOD(Fixture, "a recipe or target at fault is refused and named") {
  const auto recipe = refused(photo, R"({"version":1,"oval":{"cx":7}})");
  CHECK(recipe.code == ErrorCode::kInvalidInput);
  CHECK(recipe.field == "recipe");
  const auto target = refused(photo, kRecipe, {"socks"});
  CHECK(target.code == ErrorCode::kInvalidInput);
  CHECK(target.field == "target");
}

TEST_CASE_METHOD(Fixture, "a scene is known by its name, and no name leads out of the folder") {
  for (const std::string name : {"", "unknown", "../meadow", "meadow.scene", "Meadow", "a/b"}) {
    CHECK(refused(photo, kRecipe, {"tee"}, name).field == "scene");
  }
  folder.write("broken.scene", "PICASSO1 and nothing more");
  CHECK(refused(photo, kRecipe, {"tee"}, "broken").code == ErrorCode::kInternal);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("locked in, a child cannot open files or sockets, start processes or make memory executable") {
  for (const std::string verb :
       {"open-file", "open-socket", "open-unix-socket", "fork", "exec", "executable-memory", "kill-parent"}) {
    INFO(verb);
    const auto free = attempt(verb, "free");
    CHECK(free.signal == 0);
    CHECK(free.exit_code == 0);
    CHECK(attempt(verb, "locked").signal == SIGSYS);
  }
  const auto compute = attempt("compute", "locked");
  CHECK(compute.signal == 0);
  CHECK(compute.exit_code == 0);
}

TEST_CASE_METHOD(Fixture, "a photo that needs more memory than allowed is refused, and nothing else suffers") {
  auto tight = config();
  tight.limits.address_space_bytes = 200u << 20;
  photo = png_of(gradient(7000, 5000));
  const auto result = render(tight);
  REQUIRE_FALSE(result);
  CHECK((result.error().code == ErrorCode::kTooLarge || result.error().code == ErrorCode::kInvalidInput));
  CHECK(render(config()));
}
#endif

TEST_CASE_METHOD(Fixture, "the child gets no open file of ours and no environment") {
  const int leaked = ::dup(0);  // without close-on-exec, as libraries make them
  CHECK(attempt("count-files", "").exit_code == 0);
  ::close(leaked);
  CHECK(attempt("count-environment", "").exit_code == 0);
}

TEST_CASE_METHOD(Fixture, "a child that is silent is killed at the deadline") {
  auto impatient = config("stay-silent");
  impatient.wall_time = std::chrono::milliseconds{300};
  const auto start = std::chrono::steady_clock::now();
  const auto result = render(impatient);
  CHECK(result.error().code == ErrorCode::kInternal);
  CHECK(result.error().cause == "renderer: out of time");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

TEST_CASE_METHOD(Fixture, "a child that burns its CPU time is ended like one that died: it may be the photo's doing") {
  const auto result = render(config("burn-cpu"));
  CHECK(result.error().code == ErrorCode::kInternal);
  CHECK(result.error().cause == "renderer: out of time");
}

TEST_CASE_METHOD(Fixture, "a child that floods, crashes, breaks off or answers nothing is our fault, not the customer's") {
  auto small = config("write-forever");
  small.max_answer_bytes = 1 << 20;
  CHECK(render(small).error().code == ErrorCode::kInternal);
  for (const std::string verb : {"crash", "break-off", "answer-nothing", "unknown-verb"}) {
    INFO(verb);
    CHECK(render(config(verb)).error().code == ErrorCode::kInternal);
  }
  auto missing = config();
  missing.executable = "/nowhere/at/all";
  CHECK(render(missing).error().code == ErrorCode::kInternal);
}

TEST_CASE_METHOD(Fixture, "several threads may render at once") {
  std::vector<std::string> hashes(4);
  std::vector<std::thread> threads;
  for (std::string& hash : hashes) {
    threads.emplace_back([&] {
      if (const auto images = render(config())) hash = images->front().pixel_sha256;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(hashes[0].size() == 64);
  for (const std::string& hash : hashes) CHECK(hash == hashes[0]);
}
