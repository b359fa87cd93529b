#include "app/orders/country_name.h"

#include <array>
#include <utility>

namespace app {
namespace {

// The countries of the shipping policy in sql/migrations.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kNames = {{
    {"AT", "Austria"},     {"AU", "Australia"}, {"BE", "Belgium"},       {"CA", "Canada"},
    {"CH", "Switzerland"}, {"CZ", "Czechia"},   {"DE", "Germany"},       {"DK", "Denmark"},
    {"ES", "Spain"},       {"FI", "Finland"},   {"FR", "France"},        {"GB", "United Kingdom"},
    {"IE", "Ireland"},     {"IT", "Italy"},     {"JP", "Japan"},         {"LU", "Luxembourg"},
    {"NL", "Netherlands"}, {"NO", "Norway"},    {"NZ", "New Zealand"},   {"PL", "Poland"},
    {"PT", "Portugal"},    {"SE", "Sweden"},    {"US", "United States"},
}};

}  // namespace

std::string country_name(std::string_view code) {
  for (const auto& [known, name] : kNames) {
    if (known == code) return std::string(name);
  }
  return std::string(code);
}

}  // namespace app
