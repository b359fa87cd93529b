#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace sandbox::stripe {

// What the hosted page says, in the language of the session's `locale`: German for "de", English for all others.
class PageWords {
 public:
  PageWords() = default;  // English
  explicit PageWords(const nlohmann::json& session);

  // A sentence is known by its English text; one that has no translation stays English.
  [[nodiscard]] std::string operator()(std::string_view english) const;
  [[nodiscard]] std::string country(const std::string& code) const;  // by its ISO 3166-1 alpha-2 code
  [[nodiscard]] std::string money(std::int64_t minor, const std::string& currency) const;  // 2900, "usd" -> "29,00 $"
  [[nodiscard]] const char* language() const { return german_ ? "de" : "en"; }

 private:
  bool german_ = false;
};

}  // namespace sandbox::stripe
