#include "source_rules.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <span>
#include <string_view>

namespace architecture {
namespace {

using std::string_view;

// A folder and the folders of our own that its files may include besides itself. "*" is everything.
// The longest matching folder counts.
struct LayerRule {
  string_view folder;
  std::vector<string_view> may_include;
};

const std::vector<LayerRule>& layer_rules() {
  static const std::vector<LayerRule> rules = {
      {"shared-compositor/include/", {"compositor/"}},
      {"shared-compositor/src/image/", {"compositor/"}},
      {"shared-compositor/src/ops/", {"compositor/", "image/"}},
      {"shared-compositor/src/matte/", {"compositor/", "image/", "ops/"}},
      {"shared-compositor/src/paint/", {"compositor/", "image/", "ops/"}},
      {"shared-compositor/src/recipe/", {"compositor/", "image/"}},
      {"shared-compositor/src/assess/", {"compositor/", "image/", "recipe/"}},
      {"shared-compositor/src/codec/", {"compositor/", "image/", "ops/"}},
      {"shared-compositor/src/scene/", {"compositor/", "image/", "ops/", "codec/", "recipe/"}},
      {"shared-compositor/src/render/", {"compositor/", "image/", "ops/", "matte/", "paint/", "recipe/", "scene/"}},
      {"shared-compositor/tools/", {"*"}},

      {"server/base/", {}},
      {"server/domain/", {"base/", "compositor/recipe.h"}},
      {"server/ports/", {"base/", "domain/"}},
      {"server/app/", {"base/", "domain/", "ports/", "compositor/"}},
      {"server/http/", {"base/", "domain/", "ports/", "app/"}},
      {"server/worker/", {"base/", "domain/", "ports/", "app/"}},
      {"server/owner/", {"base/", "domain/", "ports/", "app/"}},
      {"server/adapters/", {"base/", "domain/", "ports/", "adapters/http_client/"}},
      {"server/adapters/sandboxed_renderer/", {"base/", "domain/", "ports/", "compositor/"}},
      {"server/sandbox/", {"base/", "http/", "adapters/http_client/"}},
      {"server/config.", {"base/", "adapters/"}},  // a setting is right when its adapter can read it
      {"server/", {"*"}},

      {"wasm-client/model/", {"compositor/"}},
      {"wasm-client/platform/", {"compositor/"}},
      {"wasm-client/ui/", {"compositor/", "model/", "platform/"}},
      {"wasm-client/", {"*"}},
  };
  return rules;
}

// Top folders of our own include paths, to tell our headers from the world's.
constexpr std::array<string_view, 24> kOwnFolders = {
    "compositor/", "image/", "ops/",   "matte/", "paint/",  "recipe/",   "assess/", "codec/",   "scene/", "render/", "base/",  "domain/",
    "ports/",      "app/",   "http/",  "worker/", "owner/", "adapters/", "sandbox/", "model/", "ui/",    "platform/", "config.", "application."};

// A library's headers and the only folders or files that may include them.
struct LibraryRule {
  string_view prefix;
  std::vector<string_view> allowed;
};

const std::vector<LibraryRule>& library_rules() {
  static const std::vector<LibraryRule> rules = {
      {"pistache/", {"server/http/", "server/sandbox/"}},
      {"pqxx/", {"server/adapters/postgres/"}},
      {"hiredis/", {"server/adapters/redis/"}},
      {"curl/", {"server/adapters/http_client/", "server/sandbox/"}},
      {"prometheus/", {"server/adapters/prometheus/"}},
      {"seccomp.h", {"server/adapters/sandboxed_renderer/"}},
      {"mustache.hpp", {"server/adapters/mustache/"}},
      {"kainjow/", {"server/adapters/mustache/"}},
      {"unicode/", {"server/adapters/icu/", "server/adapters/easypost/", "server/sandbox/"}},
      {"imgui", {"wasm-client/ui/"}},
      {"backends/imgui", {"wasm-client/ui/"}},
      {"emscripten", {"wasm-client/platform/", "wasm-client/main.cc", "wasm-client/painter.cc"}},
      {"GLES", {"wasm-client/platform/", "wasm-client/ui/"}},
      {"stb", {"shared-compositor/src/codec/", "shared-compositor/tools/"}},
      {"openssl/", {"server/base/", "server/sandbox/", "server/adapters/"}},
      {"CLI/", {"server/main.cc", "server/owner/", "server/sandbox/main.cc", "shared-compositor/tools/"}},
  };
  return rules;
}

bool starts_with_any(string_view text, std::span<const string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return text.starts_with(prefix); });
}

bool is_own(string_view include) { return starts_with_any(include, kOwnFolders); }

const LayerRule* layer_of(string_view path) {
  const LayerRule* best = nullptr;
  for (const auto& rule : layer_rules()) {
    if (path.starts_with(rule.folder) && (best == nullptr || rule.folder.size() > best->folder.size())) best = &rule;
  }
  return best;
}

// The folder as includes name it: "server/app/x.h" -> "app/"; for an adapter "adapters/redis/".
std::string own_include_folder(string_view path) {
  for (const string_view top : {"shared-compositor/include/", "shared-compositor/src/", "server/", "wasm-client/"}) {
    if (!path.starts_with(top)) continue;
    const string_view rest = path.substr(top.size());
    auto end = rest.find('/');
    if (end == string_view::npos) return std::string(rest.substr(0, rest.find('.')));
    if (rest.starts_with("adapters/")) end = rest.find('/', end + 1);
    return std::string(rest.substr(0, end == string_view::npos ? rest.size() : end + 1));
  }
  return std::string(path);
}

bool layer_allows(const SourceFile& file, string_view include) {
  if (!is_own(include)) return true;
  const LayerRule* rule = layer_of(file.path);
  if (rule == nullptr) return false;
  if (include.starts_with(own_include_folder(file.path))) return true;
  return std::any_of(rule->may_include.begin(), rule->may_include.end(),
                     [&](auto allowed) { return allowed == "*" || include.starts_with(allowed); });
}

bool libraries_allow(const SourceFile& file, string_view include) {
  return std::all_of(library_rules().begin(), library_rules().end(), [&](const auto& rule) {
    return !include.starts_with(rule.prefix) || starts_with_any(file.path, rule.allowed);
  });
}

// Values speak no JSON, and headers do not hand the whole JSON library to whoever includes them.
bool json_is_in_place(const SourceFile& file, string_view include) {
  if (!include.starts_with("nlohmann/")) return true;
  if (file.path.starts_with("server/domain/")) return false;
  return include == "nlohmann/json_fwd.hpp" || !file.path.ends_with(".h");
}

void check_name(const SourceFile& file, std::vector<std::string>& violations) {
  static const std::regex words("[/_.]");
  const std::sregex_token_iterator begin(file.path.begin(), file.path.end(), words, -1);
  for (auto word = begin; word != std::sregex_token_iterator(); ++word) {
    const std::string text = word->str();
    for (const auto* vague : {"util", "utils", "common", "helper", "helpers", "manager", "misc"}) {
      if (text == vague) violations.push_back(file.path + " has a name that says nothing: " + text);
    }
  }
}

SourceFile read_source(const std::filesystem::path& root, const std::filesystem::path& path) {
  static const std::regex include(R"(^\s*#\s*include\s*["<]([^">]+)[">])");
  SourceFile file{std::filesystem::relative(path, root).generic_string(), {}, 0};
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line); ++file.lines) {
    std::smatch found;
    if (std::regex_search(line, found, include)) file.includes.push_back(found[1]);
  }
  return file;
}

}  // namespace

std::vector<SourceFile> read_sources(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const auto* top : {"shared-compositor", "wasm-client", "server"}) {
    if (!std::filesystem::exists(root / top)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cc")) {
        files.push_back(read_source(root, entry.path()));
      }
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> tests_left_out(const std::filesystem::path& root, const std::string& compile_commands) {
  std::vector<std::string> left_out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "tests")) {
    const std::string path = entry.path().generic_string();
    if (path.ends_with("_test.cc") && compile_commands.find("\"file\": \"" + path + '"') == std::string::npos) {
      left_out.push_back(std::filesystem::relative(entry.path(), root).generic_string());
    }
  }
  std::sort(left_out.begin(), left_out.end());
  return left_out;
}

std::vector<std::string> find_violations(const std::vector<SourceFile>& files) {
  std::vector<std::string> violations;
  for (const auto& file : files) {
    for (const auto& include : file.includes) {
      if (!layer_allows(file, include) || !libraries_allow(file, include) || !json_is_in_place(file, include)) {
        violations.push_back(file.path + " must not include " + include);
      }
    }
    check_name(file, violations);
    if (file.lines > kMaxLines) {
      violations.push_back(file.path + " has " + std::to_string(file.lines) + " lines; the limit is " +
                           std::to_string(kMaxLines));
    }
  }
  return violations;
}

}  // namespace architecture
