#include "arguments.h"

#include <charconv>
#include <cstdlib>
#include <map>

namespace picasso_render {
namespace {

constexpr int kMostThreads = 64;

std::optional<compositor::Oval> parse_oval(const std::string& text) {
  double values[5];
  const char* at = text.c_str();
  for (int i = 0; i < 5; ++i) {
    char* end = nullptr;
    values[i] = std::strtod(at, &end);
    if (end == at || *end != (i < 4 ? ',' : '\0')) return std::nullopt;
    at = end + 1;
  }
  return compositor::Oval{values[0], values[1], values[2], values[3], values[4]};
}

}  // namespace

std::optional<Arguments> parse_arguments(int argc, char** argv, std::string& error) {
  Arguments arguments;
  std::string oval, threads = "1";
  const std::map<std::string, std::string*> options = {
      {"--scene", &arguments.scene},   {"--photo", &arguments.photo}, {"--recipe", &arguments.recipe},         {"--oval", &oval},
      {"--target", &arguments.target}, {"--out", &arguments.out},     {"--scenes-dir", &arguments.scenes_dir}, {"--threads", &threads},
  };
  const std::map<std::string, bool*> flags = {{"--sha256", &arguments.print_sha256}, {"--assess", &arguments.assess}};
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (const auto flag = flags.find(name); flag != flags.end()) {
      *flag->second = true;
      continue;
    }
    const auto option = options.find(name);
    if (option == options.end()) return error = "unknown option " + name, std::nullopt;
    if (i + 1 >= argc) return error = name + " needs a value", std::nullopt;
    *option->second = argv[++i];
  }
  const bool only_assess = arguments.assess && !arguments.renders();
  for (const char* required : {"--photo", "--scene", "--target"}) {
    if (options.at(required)->empty()) return error = std::string(required) + " is missing", std::nullopt;
    if (only_assess) break;
  }
  if (!only_assess && !arguments.renders()) return error = "--out is missing", std::nullopt;
  const auto [end, wrong] = std::from_chars(threads.data(), threads.data() + threads.size(), arguments.threads);
  if (wrong != std::errc() || end != threads.data() + threads.size() || arguments.threads < 1 || arguments.threads > kMostThreads) {
    return error = "--threads wants a number from 1 to 64", std::nullopt;
  }
  if (!oval.empty()) {
    if (!arguments.recipe.empty()) return error = "give either --recipe or --oval", std::nullopt;
    arguments.oval = parse_oval(oval);
    if (!arguments.oval) return error = "--oval wants five numbers: cx,cy,rx,ry,degrees", std::nullopt;
  }
  return arguments;
}

}  // namespace picasso_render
