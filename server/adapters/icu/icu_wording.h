#pragma once

#include <map>
#include <string>

#include "ports/wording.h"

namespace adapters::icu {

// Texts from <folder>/en.json and de.json: flat objects, key -> ICU message. All else from ICU's own data, which browsers
// share.
class IcuWording final : public ports::Wording {
 public:
  // Throws std::runtime_error when a file is missing or is no flat object of valid messages.
  explicit IcuWording(const std::string& folder);

  [[nodiscard]] std::string text(domain::Language language, std::string_view key,
                                 const ports::TextParams& params = {}) const override;
  [[nodiscard]] std::optional<std::string> pattern(domain::Language language, std::string_view key) const override;
  [[nodiscard]] std::string money(domain::Language language, const base::Money& money) const override;
  [[nodiscard]] std::string date_time(domain::Language language, base::Timestamp time) const override;
  [[nodiscard]] std::string country(domain::Language language, std::string_view code) const override;

 private:
  std::map<domain::Language, std::map<std::string, std::string, std::less<>>> patterns_;
};

}  // namespace adapters::icu
