#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace architecture {

inline constexpr int kMaxLines = 500;

struct SourceFile {
  std::string path;  // from the root: "server/app/services.h"
  std::vector<std::string> includes;  // as written between "" or <>
  int lines = 0;
};

// The .h and .cc files of shared-compositor, wasm-client and server under `root`, in order of path.
std::vector<SourceFile> read_sources(const std::filesystem::path& root);

// The tests (tests/**/*_test.cc) under `root` that no target of a build compiles, in order of path; `compile_commands` is
// what CMake wrote of that build.
std::vector<std::string> tests_left_out(const std::filesystem::path& root, const std::string& compile_commands);

// What breaks a rule, one sentence each: "server/domain/order.cc must not include ports/clock.h".
std::vector<std::string> find_violations(const std::vector<SourceFile>& files);

}  // namespace architecture
