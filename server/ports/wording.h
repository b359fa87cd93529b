#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/money.h"
#include "base/timestamp.h"
#include "domain/language.h"

namespace ports {

using TextParams = std::map<std::string, std::variant<std::string, std::int64_t>>;

// Everything people read: the texts of web/text, and amounts, times and countries as each language writes them.
// Thread-safe.
class Wording {
 public:
  virtual ~Wording() = default;
  // The text with its {params} filled in. An unknown key gives the key itself.
  [[nodiscard]] virtual std::string text(domain::Language language, std::string_view key,
                                         const TextParams& params = {}) const = 0;
  // As it stands in the file, params still open.
  [[nodiscard]] virtual std::optional<std::string> pattern(domain::Language language, std::string_view key) const = 0;
  [[nodiscard]] virtual std::string money(domain::Language language, const base::Money& money) const = 0;
  // "22 November 2026, 09:30 UTC"
  [[nodiscard]] virtual std::string date_time(domain::Language language, base::Timestamp time) const = 0;
  // By its ISO 3166-1 alpha-2 code; an unknown code gives the code.
  [[nodiscard]] virtual std::string country(domain::Language language, std::string_view code) const = 0;
};

}  // namespace ports
