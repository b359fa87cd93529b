#include "base/money.h"

#include <array>
#include <cstdio>

namespace base {

std::string format_money(const Money& money) {
  const std::int64_t magnitude = money.minor < 0 ? -money.minor : money.minor;
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%lld.%02lld", static_cast<long long>(magnitude / 100),
                static_cast<long long>(magnitude % 100));
  const std::string sign = money.minor < 0 ? "-" : "";
  if (money.currency == "USD") return sign + "$" + digits.data();
  if (money.currency == "EUR") return sign + "€" + digits.data();
  return sign + digits.data() + " " + money.currency;
}

}  // namespace base
