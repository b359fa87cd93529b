#include "adapters/mustache/template_source.h"

#include <fstream>
#include <sstream>

namespace adapters::mustache {
namespace {

constexpr int kMaxDepth = 16;

base::Failure broken(const std::string& file, const std::string& why) {
  return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.", "template " + file + ": " + why);
}

std::string trim(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Whether only blanks stand between the tag and both ends of its line.
bool stands_alone(const std::string& text, std::size_t tag, std::size_t end) {
  const auto before = text.find_last_not_of(" \t", tag == 0 ? 0 : tag - 1);
  const auto after = text.find_first_not_of(" \t", end);
  const bool starts_line = tag == 0 || before == std::string::npos || text[before] == '\n';
  return starts_line && (after == std::string::npos || text[after] == '\n');
}

}  // namespace

base::Result<std::string> read_template(const std::string& folder, const std::string& name, int depth) {
  const std::string file = name + ".mustache";
  if (depth > kMaxDepth) return broken(file, "partials nested without end");
  if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos) return broken(file, "bad name");
  std::ifstream stream(folder + "/" + file, std::ios::binary);
  std::ostringstream content;
  if (stream) content << stream.rdbuf();
  if (!stream) return broken(file, "cannot be read");
  const std::string text = content.str();
  std::string whole;
  std::size_t at = 0;
  for (auto tag = text.find("{{>"); tag != std::string::npos; tag = text.find("{{>", at)) {
    const auto close = text.find("}}", tag);
    if (close == std::string::npos) return broken(file, "unclosed partial");
    const auto partial = read_template(folder, trim(text.substr(tag + 3, close - tag - 3)), depth + 1);
    if (!partial) return partial;
    whole.append(text, at, tag - at);
    whole += *partial;
    at = close + 2;
    const bool ends_line = !partial->empty() && partial->back() == '\n';
    if (ends_line && stands_alone(text, tag, at)) {
      const auto line_end = text.find('\n', at);
      at = line_end == std::string::npos ? text.size() : line_end + 1;
    }
  }
  whole.append(text, at, std::string::npos);
  return whole;
}

}  // namespace adapters::mustache
