// scene_builder --scan F --source scenes/<id>/scene.json --out F.scene
// Beside F.scene, for each print spec that the scene has a crop for: F.<spec>.layer
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "build_scene.h"
#include "compositor/codec.h"
#include "compositor/print_spec.h"
#include "paint_scene.h"
#include "scene/package.h"
#include "scene/print_layers.h"

namespace {

using Bytes = std::vector<std::uint8_t>;

int fail(const std::string& why) {
  std::fprintf(stderr, "scene_builder: %s\n", why.c_str());
  return 1;
}

std::optional<Bytes> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

bool write_file(const std::string& path, const Bytes& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return static_cast<bool>(out);
}

void on_all_cores(int count, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back([&] {
      for (int item = next++; item < count; item = next++) work(item);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

int write_all(const scene_builder::SceneSource& source, const compositor::Image& scan, const std::string& out_path) {
  const compositor::Scene prepared = scene_builder::build_scene(source, scan);
  const scene_builder::PaintedScene painted(prepared, source);

  compositor::Scene scene = prepared;
  const auto pixels = [&](double units) { return static_cast<int>(units * source.preview + 0.5); };
  auto preview = painted.paint(scene.frame, pixels(scene.frame.width), pixels(scene.frame.height), on_all_cores);
  scene.extent = preview.extent;
  scene.plate = std::move(preview.plate);
  scene.foreground = std::move(preview.foreground);
  if (!write_file(out_path, compositor::scene::write_package(scene))) return fail("cannot write " + out_path);

  const std::string stem = out_path.substr(0, out_path.rfind('.'));
  for (const compositor::PrintSpec& spec : compositor::print_specs()) {
    const auto target = compositor::print_target(prepared, spec.name);
    if (!target) continue;
    const std::string path = stem + "." + std::string(spec.name) + ".layer";
    const auto layers = painted.paint(target->crop, target->width_px, target->height_px, on_all_cores);
    if (!write_file(path, compositor::scene::write_print(compositor::scene::pack_print(layers, on_all_cores)))) return fail("cannot write " + path);
  }
  return 0;
}

int build(const std::string& scan_path, const std::string& source_path, const std::string& out_path) {
  const auto scan_bytes = read_file(scan_path), source_bytes = read_file(source_path);
  if (!scan_bytes) return fail("cannot read the scan " + scan_path);
  if (!source_bytes) return fail("cannot read " + source_path);
  const auto scan = compositor::decode_photo(*scan_bytes);
  if (!scan) return fail(scan_path + ": " + scan.error().message);
  const auto source = scene_builder::parse_scene_source({reinterpret_cast<const char*>(source_bytes->data()), source_bytes->size()});
  if (!source) return fail(source_path + ": " + source.error().message);
  if (const auto refusal = scene_builder::scan_refusal(*source, scan->width, scan->height)) return fail(scan_path + ": " + *refusal);
  return write_all(*source, *scan, out_path);
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  if (argc != 7 || !options.contains("--scan") || !options.contains("--source") || !options.contains("--out")) {
    std::fputs("usage: scene_builder --scan FILE --source SCENE.json --out FILE.scene\n", stderr);
    return 2;
  }
  return build(options["--scan"], options["--source"], options["--out"]);
}
