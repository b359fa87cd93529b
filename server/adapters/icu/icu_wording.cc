#include "adapters/icu/icu_wording.h"

#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

namespace adapters::icu {
namespace {

using ::icu::UnicodeString;
using domain::Language;

// Amounts are written as in the country whose currency the shop sells in, dates as in Europe.
const char* number_locale(Language language) { return language == Language::kGerman ? "de_DE" : "en_US"; }
const char* date_locale(Language language) { return language == Language::kGerman ? "de_DE" : "en_GB"; }

std::string to_utf8(const UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::unique_ptr<::icu::MessageFormat> parsed(Language language, const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  auto format = std::make_unique<::icu::MessageFormat>(UnicodeString::fromUTF8(pattern),
                                                       ::icu::Locale(number_locale(language)), status);
  return U_SUCCESS(status) ? std::move(format) : nullptr;
}

std::map<std::string, std::string, std::less<>> read_patterns(const std::string& folder, Language language) {
  const std::string path = folder + "/" + std::string(to_string(language)) + ".json";
  std::ifstream file(path);
  const auto texts = nlohmann::json::parse(file, nullptr, false);
  if (!texts.is_object()) throw std::runtime_error("the texts are missing or malformed: " + path);
  std::map<std::string, std::string, std::less<>> patterns;
  for (const auto& [key, value] : texts.items()) {
    if (!value.is_string() || !parsed(language, value.get<std::string>())) {
      throw std::runtime_error("no valid text: " + key + " in " + path);
    }
    patterns.emplace(key, value.get<std::string>());
  }
  return patterns;
}

}  // namespace

IcuWording::IcuWording(const std::string& folder) {
  for (const Language language : domain::kLanguages) patterns_.emplace(language, read_patterns(folder, language));
}

std::optional<std::string> IcuWording::pattern(Language language, std::string_view key) const {
  const auto& patterns = patterns_.at(language);
  const auto found = patterns.find(key);
  return found == patterns.end() ? std::nullopt : std::optional(found->second);
}

std::string IcuWording::text(Language language, std::string_view key, const ports::TextParams& params) const {
  const auto found = pattern(language, key);
  if (!found) return std::string(key);
  const auto format = parsed(language, *found);
  std::vector<UnicodeString> names;
  std::vector<::icu::Formattable> values;
  for (const auto& [name, value] : params) {
    names.push_back(UnicodeString::fromUTF8(name));
    const auto* number = std::get_if<std::int64_t>(&value);
    values.push_back(number ? ::icu::Formattable(*number)
                            : ::icu::Formattable(UnicodeString::fromUTF8(std::get<std::string>(value))));
  }
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString text;
  format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), text, status);
  return U_SUCCESS(status) ? to_utf8(text) : std::string(key);
}

std::string IcuWording::money(Language language, const base::Money& money) const {
  using ::icu::number::NumberFormatter;
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::CurrencyUnit currency(UnicodeString::fromUTF8(money.currency).getTerminatedBuffer(), status);
  // All currencies of the catalog have hundredths.
  const auto text = NumberFormatter::withLocale(::icu::Locale(number_locale(language)))
                        .unit(currency)
                        .formatDecimal(std::to_string(money.minor) + "e-2", status)
                        .toString(status);
  return U_SUCCESS(status) ? to_utf8(text) : base::format_money(money);
}

std::string IcuWording::date_time(Language language, base::Timestamp time) const {
  UErrorCode status = U_ZERO_ERROR;
  const char16_t* layout = language == Language::kGerman ? u"d. MMMM yyyy, HH:mm 'Uhr' 'UTC'" : u"d MMMM yyyy, HH:mm 'UTC'";
  ::icu::SimpleDateFormat format(UnicodeString(layout), ::icu::Locale(date_locale(language)), status);
  if (U_FAILURE(status)) return base::to_rfc3339(time);
  format.adoptTimeZone(::icu::TimeZone::createTimeZone("UTC"));
  UnicodeString text;
  format.format(static_cast<UDate>(time.time_since_epoch().count()), text);
  return to_utf8(text);
}

std::string IcuWording::country(Language language, std::string_view code) const {
  UnicodeString text;
  const ::icu::Locale place("", std::string(code).c_str());
  place.getDisplayCountry(::icu::Locale(date_locale(language)), text);
  return text.isEmpty() ? std::string(code) : to_utf8(text);
}

}  // namespace adapters::icu
