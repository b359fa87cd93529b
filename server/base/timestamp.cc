#include "base/timestamp.h"

#include <array>
#include <cstdio>

namespace base {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;

struct Fields {
  int year, month, day, hour, minute, second, millisecond;
};

Fields split(Timestamp time) {
  const auto midnight = floor<days>(time);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss<milliseconds> clock{time - midnight};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count())};
}

// The offset after the seconds: "", "Z", "+02", "+02:00", "+0200".
std::optional<std::chrono::minutes> parse_offset(const std::string& text) {
  if (text.empty() || text == "Z" || text == "z") return std::chrono::minutes{0};
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  std::string digits = text.substr(1);
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  if ((digits.size() != 2 && digits.size() != 4) || digits.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  const int hours = std::stoi(digits.substr(0, 2));
  const int minutes = digits.size() == 4 ? std::stoi(digits.substr(2)) : 0;
  const int total = hours * 60 + minutes;
  return std::chrono::minutes{text[0] == '-' ? -total : total};
}

}  // namespace

std::string to_rfc3339(Timestamp time) {
  const Fields f = split(time);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", f.year, f.month, f.day, f.hour,
                f.minute, f.second, f.millisecond);
  return text.data();
}

std::optional<Timestamp> from_rfc3339(std::string_view view) {
  const std::string text{view};
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, used = 0;
  char separator = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%c%2d:%2d:%2d%n", &year, &month, &day, &separator, &hour, &minute, &second,
                  &used) != 7 ||
      (separator != 'T' && separator != 't' && separator != ' ')) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  auto rest = static_cast<std::size_t>(used);
  int fraction = 0;
  if (rest < text.size() && text[rest] == '.') {
    int scale = 100;
    for (++rest; rest < text.size() && text[rest] >= '0' && text[rest] <= '9'; ++rest, scale /= 10) {
      fraction += (text[rest] - '0') * scale;
    }
  }
  const auto offset = parse_offset(text.substr(rest));
  if (!offset) return std::nullopt;
  return Timestamp{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + milliseconds{fraction} - *offset;
}

Timestamp from_unix_seconds(long long seconds) { return Timestamp{std::chrono::seconds{seconds}}; }

long long to_unix_seconds(Timestamp time) {
  return floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace base
