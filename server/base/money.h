#pragma once

#include <cstdint>
#include <string>

namespace base {

// An amount in a currency's smallest unit (cents). Currency: ISO 4217, upper case.
struct Money {
  std::int64_t minor = 0;
  std::string currency = "USD";

  bool operator==(const Money&) const = default;
};

// "$29.00", "29.00 CHF": for English pages and mails.
std::string format_money(const Money& money);

}  // namespace base
