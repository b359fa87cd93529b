#include "http/accept_language.h"

#include <algorithm>
#include <cctype>

namespace http {
namespace {

using domain::Language;

constexpr int kFullWeight = 10;
constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// In tenths, "0.85" -> 8, also where the zero was left out; 0 for what is no weight.
int weight_of(std::string_view text) {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (!std::all_of(rest.begin(), rest.end(), is_digit)) return 0;
  if (whole == "1") return rest.find_first_not_of('0') == std::string_view::npos ? kFullWeight : 0;
  return (whole == "0" || whole.empty()) && !rest.empty() ? rest[0] - '0' : 0;
}

// "de", "DE-ch": the language without its country.
std::string primary_of(std::string_view range) {
  std::string primary(range.substr(0, range.find('-')));
  for (char& c : primary) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return primary;
}

std::string codes_of_all() {
  std::string codes;
  for (const Language language : domain::kLanguages) {
    codes += (codes.empty() ? "" : "|") + std::string(to_string(language));
  }
  return codes;
}

}  // namespace

Language accepted_language(std::string_view header) {
  Language best = Language::kEnglish;
  int most = 0;
  while (!header.empty()) {
    const std::string_view entry = header.substr(0, header.find(','));
    header.remove_prefix(std::min(entry.size() + 1, header.size()));
    const auto semicolon = entry.find(';');
    const auto language = domain::language_from(primary_of(trimmed(entry.substr(0, semicolon))));
    if (!language) continue;
    int weight = kFullWeight;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trimmed(entry.substr(semicolon + 1));
      weight = parameter.starts_with("q=") || parameter.starts_with("Q=") ? weight_of(parameter.substr(2)) : 0;
    }
    if (weight <= most) continue;
    best = *language;
    most = weight;
  }
  return best;
}

std::string language_maps() {
  // nginx tries expressions in their order, and each finds the first place in the header where it fits.
  const std::string range = R"re(  "~*(?:^|,)\s*(?<spoken>)re" + codes_of_all() + R"re()(?:-[^,;\s]*)?\s*)re";
  const std::string end = R"re(\s*(?:,|$)" $spoken;)re";
  std::string maps = "map $http_accept_language $spoken_language {\n  default en;\n";
  maps += range + R"re((?:;\s*q=1(?:\.0*)?)?)re" + end + "\n";
  for (int tenths = kFullWeight - 1; tenths > 0; --tenths) {
    maps += range + R"re(;\s*q=0?\.)re" + std::to_string(tenths) + "[0-9]*" + end + "\n";
  }
  maps += "}\nmap $spoken_language $program_language {\n";  // in small letters
  for (const Language language : domain::kLanguages) {
    const std::string code(to_string(language));
    maps += "  " + code + " " + code + ";\n";
  }
  maps += "}\nmap $request $page_language {\n  default en;\n";
  for (const Language language : domain::kLanguages) {
    const std::string prefix = path_prefix(language);
    if (prefix.empty()) continue;
    maps += R"re(  "~^[A-Z]+ (?:https?://[^/ ]*)?)re" + prefix + R"re((?:[/? ]|$)" )re" + std::string(to_string(language)) + ";\n";
  }
  return maps + "}\n";
}

}  // namespace http
