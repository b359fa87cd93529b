#include "adapters/icu/icu_wording.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "adapters/temporary_folder.h"

using adapters::icu::IcuWording;
using domain::Language;

namespace {

struct Fixture {
  Fixture() {
    folder.write("en.json", R"({"hello":"Hello, {name}!","items":"{count, plural, one {# item} other {# items}}"})");
    folder.write("de.json", R"({"hello":"Hallo, {name}!","items":"{count, plural, one {# Stück} other {# Stücke}}"})");
  }
  TemporaryFolder folder;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "texts come in the language, with their params and plurals") {
  const IcuWording wording(folder.path());
  CHECK(wording.text(Language::kEnglish, "hello", {{"name", "Edda"}}) == "Hello, Edda!");
  CHECK(wording.text(Language::kGerman, "hello", {{"name", "Edda"}}) == "Hallo, Edda!");
  CHECK(wording.text(Language::kEnglish, "items", {{"count", std::int64_t{1}}}) == "1 item");
  CHECK(wording.text(Language::kGerman, "items", {{"count", std::int64_t{1200}}}) == "1.200 Stücke");
  CHECK(wording.pattern(Language::kGerman, "hello") == "Hallo, {name}!");
}

TEST_CASE_METHOD(Fixture, "a key that nobody wrote gives itself, and no pattern") {
  const IcuWording wording(folder.path());
  CHECK(wording.text(Language::kEnglish, "bye") == "bye");
  CHECK(wording.pattern(Language::kEnglish, "bye") == std::nullopt);
}

TEST_CASE_METHOD(Fixture, "files that are missing or malformed are refused with their names") {
  CHECK_THROWS_WITH(IcuWording(folder.path("nowhere")), Catch::Contains("nowhere/en.json"));
  folder.write("de.json", R"({"hello":"Hallo, {name!"})");
  CHECK_THROWS_WITH(IcuWording(folder.path()), Catch::Contains("hello") && Catch::Contains("de.json"));
  folder.write("de.json", R"({"hello":{"nested":"no"}})");
  CHECK_THROWS_AS(IcuWording(folder.path()), std::runtime_error);
}

TEST_CASE_METHOD(Fixture, "amounts are written as each language writes them") {
  const IcuWording wording(folder.path());
  CHECK(wording.money(Language::kEnglish, {2900, "USD"}) == "$29.00");
  CHECK(wording.money(Language::kEnglish, {-499, "USD"}) == "-$4.99");
  CHECK(wording.money(Language::kEnglish, {5, "EUR"}) == "€0.05");
  CHECK(wording.money(Language::kGerman, {2900, "USD"}) == "29,00\u00a0$");
  CHECK(wording.money(Language::kGerman, {123456789, "EUR"}) == "1.234.567,89\u00a0€");
}

TEST_CASE_METHOD(Fixture, "times and countries have their names in each language") {
  const IcuWording wording(folder.path());
  const auto time = base::from_unix_seconds(1'795'339'800);
  CHECK(wording.date_time(Language::kEnglish, time) == "22 November 2026, 09:30 UTC");
  CHECK(wording.date_time(Language::kGerman, time) == "22. November 2026, 09:30 Uhr UTC");
  CHECK(wording.country(Language::kEnglish, "DE") == "Germany");
  CHECK(wording.country(Language::kGerman, "DE") == "Deutschland");
  CHECK(wording.country(Language::kGerman, "??") == "??");
}
