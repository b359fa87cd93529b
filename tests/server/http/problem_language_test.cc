#include "http/problem_language.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/problem.h"
#include "http/shop_fixture.h"

using domain::Language;
using http::said_in;
using nlohmann::json;
using test::ShopFixture;

namespace {

const std::filesystem::path kRoot = PICASSO_SOURCE_DIR;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// Whether it reads as what a person is told: "Your cart is empty."
bool is_sentence(const std::string& text) {
  return text.size() > 8 && text.front() >= 'A' && text.front() <= 'Z' && text.back() == '.' &&
         text.find(' ') != std::string::npos;
}

// The sentences among a source's string literals; adjacent ones are one.
std::vector<std::string> sentences_in(const std::string& source) {
  std::vector<std::string> found;
  std::string joined;
  for (std::size_t at = source.find('"'); at != std::string::npos;) {
    std::size_t end = at + 1;
    while (end < source.size() && source[end] != '"') end += source[end] == '\\' ? 2 : 1;
    joined += source.substr(at + 1, end - at - 1);
    const auto next = source.find_first_not_of(" \n", end + 1);
    if (next != std::string::npos && source[next] == '"') {
      at = next;
      continue;
    }
    if (is_sentence(joined)) found.push_back(joined);
    joined.clear();
    at = source.find('"', end + 1);
  }
  return found;
}

}  // namespace

TEST_CASE("every sentence that visitors can be answered with is known in every language") {
  std::size_t count = 0;
  for (const auto* folder : {"http", "app/checkout", "app/designs", "app/sharing", "domain", "adapters/stripe",
                             "adapters/clamav", "adapters/postgres", "../shared-compositor/src/recipe"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "server" / folder)) {
      if (entry.path().extension() != ".cc") continue;
      for (const auto& sentence : sentences_in(content_of(entry.path()))) {
        INFO(entry.path().filename().string() << ": " << sentence);
        ++count;
        CHECK(test::wording().pattern(Language::kGerman, http::refusal_key(sentence)));
      }
    }
  }
  CHECK(count > 60);
}

TEST_CASE("a refusal's key is its English sentence, so neither changes alone") {
  const json texts = json::parse(content_of(kRoot / "web/text/en.json"));
  for (const auto& [key, sentence] : texts.items()) {
    if (key.starts_with("refusal.")) CHECK(key == http::refusal_key(sentence.get<std::string>()));
  }
}

TEST_CASE("in English a sentence is what it is, unknown ones stay English") {
  CHECK(said_in(test::wording(), Language::kEnglish, "Your cart is empty.") == "Your cart is empty.");
  CHECK(said_in(test::wording(), Language::kGerman, "Your cart is empty.") == "Dein Warenkorb ist leer.");
  CHECK(said_in(test::wording(), Language::kGerman, "A pipe burst: all is wet.") == "A pipe burst: all is wet.");
}

TEST_CASE("an order's number goes into the other language, and so does a reason behind a colon") {
  CHECK(said_in(test::wording(), Language::kGerman, "This cart is already paid as order PP-7K2MQ4ZD.") ==
        "Dieser Warenkorb ist schon bezahlt: Bestellung PP-7K2MQ4ZD.");
  CHECK(said_in(test::wording(), Language::kGerman, "The payment of this cart is under way as order PP-1.") ==
        "Die Zahlung dieses Warenkorbs läuft schon: Bestellung PP-1.");
  CHECK(said_in(test::wording(), Language::kGerman,
                "One of your pictures cannot be printed: The photo is damaged or was cut short.") ==
        "Eines deiner Bilder lässt sich nicht drucken: Das Foto ist beschädigt oder abgeschnitten.");
}

TEST_CASE_METHOD(ShopFixture, "a problem is answered in the language that was asked in, with the same code") {
  const auto answer = post("/api/create-checkout", R"({"cart_id":"x","items":[]})", {{"accept-language", "de-DE,de;q=0.9"}});
  const auto body = test::problem_of(answer, 400);
  CHECK(body["title"] == "Ungültige Anfrage");
  CHECK(body["detail"] == "Die Kennung des Warenkorbs muss eine UUID sein.");
  CHECK(body["errors"][0]["message"] == body["detail"]);
  CHECK(body["code"] == "invalid_input");
  CHECK(header(answer, "Content-Language") == "de");
}

TEST_CASE_METHOD(ShopFixture, "an address of the API that does not exist says so in German, too") {
  const auto answer = handler({.method = "GET", .path = "/api/nothing", .query = {}, .headers = {{"accept-language", "de"}},
                               .body = "", .id = "r1"});
  CHECK(test::problem_of(answer, 404)["detail"] == "Unter dieser Adresse gibt es nichts.");
}
