#include "http/refusals.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace http {
namespace {

// Those that error_page in server/local/nginx.conf.template names.
constexpr std::array kStatuses = {400, 404, 405, 408, 411, 413, 414, 429, 431, 500, 502, 503, 504};

std::string problem_document(const ports::Wording& wording, domain::Language language, int status) {
  const std::string key = "error." + std::to_string(status);
  return nlohmann::json{{"type", "about:blank"},
                        {"title", wording.text(language, key + ".heading")},
                        {"status", status},
                        {"detail", wording.text(language, key + ".detail")}}
             .dump() +
         "\n";
}

}  // namespace

std::vector<RefusalFile> refusal_files(const Pages& pages, const ports::Wording& wording) {
  std::vector<RefusalFile> files;
  for (const auto language : domain::kLanguages) {
    for (const int status : kStatuses) {
      const std::string name = std::string(to_string(language)) + "/" + std::to_string(status);
      files.push_back({name + ".html", pages.error(language, status).body});
      files.push_back({name + ".json", problem_document(wording, language, status)});
    }
  }
  return files;
}

void write_refusals(const Pages& pages, const ports::Wording& wording, const std::string& folder) {
  for (const auto& [name, content] : refusal_files(pages, wording)) {
    const auto path = std::filesystem::path(folder) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << content;
    file.close();
    if (!file) throw std::runtime_error("cannot be written: " + path.string());
  }
}

}  // namespace http
