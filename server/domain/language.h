#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace domain {

// What the shop speaks. The first is the one of an address without a language.
enum class Language { kEnglish, kGerman };

inline constexpr std::array kLanguages = {Language::kEnglish, Language::kGerman};

// ISO 639-1: "en", "de".
constexpr std::string_view to_string(Language language) { return language == Language::kGerman ? "de" : "en"; }

constexpr std::optional<Language> language_from(std::string_view code) {
  for (const Language language : kLanguages) {
    if (to_string(language) == code) return language;
  }
  return std::nullopt;
}

// What stands before every address of a page in this language: "" or "/de".
inline std::string path_prefix(Language language) {
  return language == Language::kEnglish ? "" : "/" + std::string(to_string(language));
}

}  // namespace domain
