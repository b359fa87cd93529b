#pragma once

#include <optional>
#include <string>

#include "compositor/recipe.h"

namespace picasso_render {

struct Arguments {
  std::string scene;
  std::string photo;
  std::string recipe;  // a file; empty when --oval or nothing was given
  std::optional<compositor::Oval> oval;
  std::string target;
  std::string out;
  std::string scenes_dir;  // empty: beside the program
  int threads = 1;
  bool print_sha256 = false;
  bool assess = false;

  [[nodiscard]] bool renders() const { return !out.empty() || print_sha256; }
};

inline constexpr char kUsage[] =
    "usage: picasso_render --scene the-scream --photo FILE [--recipe FILE.json | --oval cx,cy,rx,ry,degrees]\n"
    "                      --target preview:WxH|tee|hoodie|hat|preview:tee:W --out FILE.png [--sha256] [--scenes-dir DIR]\n"
    "                      [--threads N]\n"
    "       picasso_render --assess --photo FILE [--recipe FILE.json | --oval cx,cy,rx,ry,degrees]   prints hints, one a line\n";

// Nothing, and a message in `error`, when the command line is wrong.
std::optional<Arguments> parse_arguments(int argc, char** argv, std::string& error);

}  // namespace picasso_render
