#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Who prints: every product has one of them, and so has every line that was bought.
namespace domain {

inline constexpr std::string_view kPrintful = "printful";
inline constexpr std::string_view kPrintify = "printify";

// What Printify makes: its blueprint (the garment), the print provider that prints it, and a variant of both.
struct PrintifyArticle {
  std::int64_t blueprint_id = 0;
  std::int64_t print_provider_id = 0;
  std::int64_t variant_id = 0;
  std::string position = "front";  // the printed place, in Printify's words

  bool operator==(const PrintifyArticle&) const = default;
};

}  // namespace domain
