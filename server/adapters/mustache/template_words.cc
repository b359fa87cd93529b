#include "adapters/mustache/template_words.h"

namespace adapters::mustache {
namespace {

constexpr std::string_view kOpen = "{{@";

base::Failure broken(const std::string& what) {
  return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.", "text " + what);
}

std::string escaped(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {c};
  }
}

// Empty when a param is more than a name.
std::string as_template(const std::string& text, bool escape) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') {
      made += escape ? escaped(text[i]) : std::string(1, text[i]);
      continue;
    }
    const auto close = text.find('}', i);
    const std::string name = text.substr(i + 1, close - i - 1);
    if (name.find_first_of(",{ ") != std::string::npos) return "";
    made += "{{" + name + "}}";
    i = close;
  }
  return made;
}

}  // namespace

base::Result<std::string> put_in_words(const std::string& source, const ports::Wording& wording,
                                       domain::Language language, bool html) {
  std::string whole;
  std::size_t at = 0;
  for (auto tag = source.find(kOpen); tag != std::string::npos; tag = source.find(kOpen, at)) {
    const auto close = source.find("}}", tag);
    if (close == std::string::npos) return broken("tag is not closed");
    const auto first = source.find_first_not_of(' ', tag + kOpen.size());
    const std::string key = source.substr(first, source.find_first_of(" }", first) - first);
    const auto pattern = wording.pattern(language, key);
    if (!pattern) return broken("is missing: " + key);
    const std::string words = as_template(*pattern, html && !key.ends_with("_html"));
    if (words.empty()) return broken("needs plain params in a template: " + key);
    whole.append(source, at, tag - at).append(words);
    at = close + 2;
  }
  return whole.append(source, at, std::string::npos);
}

}  // namespace adapters::mustache
