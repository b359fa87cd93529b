#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "ports/template_renderer.h"
#include "ports/wording.h"

namespace simulation {

// Words are no part of what is simulated: every text is its key.
class PlainTemplates : public ports::TemplateRenderer {
 public:
  base::Result<std::string> render(std::string_view name, domain::Language, const nlohmann::json&) override {
    return std::string(name);
  }
};

class PlainWording : public ports::Wording {
 public:
  [[nodiscard]] std::string text(domain::Language, std::string_view key, const ports::TextParams&) const override {
    return std::string(key);
  }
  [[nodiscard]] std::optional<std::string> pattern(domain::Language, std::string_view key) const override {
    return std::string(key);
  }
  [[nodiscard]] std::string money(domain::Language, const base::Money& money) const override {
    return base::format_money(money);
  }
  [[nodiscard]] std::string date_time(domain::Language, base::Timestamp) const override { return "a day"; }
  [[nodiscard]] std::string country(domain::Language, std::string_view code) const override { return std::string(code); }
};

}  // namespace simulation
