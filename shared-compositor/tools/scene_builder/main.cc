// scene_builder --scan F --source scenes/<id>/scene.json --out F.scene
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "build_scene.h"
#include "compositor/codec.h"
#include "scene/package.h"

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

int build(const std::string& scan_path, const std::string& source_path, const std::string& out_path) {
  const auto scan_bytes = read_file(scan_path), source_bytes = read_file(source_path);
  if (!scan_bytes) return fail("cannot read the scan " + scan_path);
  if (!source_bytes) return fail("cannot read " + source_path);
  const auto scan = compositor::decode_photo(*scan_bytes);
  if (!scan) return fail(scan_path + ": " + scan.error().message);
  const auto source = scene_builder::parse_scene_source({reinterpret_cast<const char*>(source_bytes->data()), source_bytes->size()});
  if (!source) return fail(source_path + ": " + source.error().message);

  const Bytes package = compositor::scene::write_package(scene_builder::build_scene(*source, *scan));
  std::ofstream out(out_path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(package.data()), static_cast<std::streamsize>(package.size()));
  out.close();
  return out ? 0 : fail("cannot write " + out_path);
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
