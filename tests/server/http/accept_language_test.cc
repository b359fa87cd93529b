#include "http/accept_language.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

using domain::Language;

TEST_CASE("the language with the greatest weight is spoken, the first of those that weigh the same") {
  const auto [header, language] = GENERATE(table<std::string, Language>({
      {"", Language::kEnglish},
      {"de", Language::kGerman},
      {"DE-at", Language::kGerman},
      {"fr,de;q=.8", Language::kGerman},
      {"fr,de;q=0.8", Language::kGerman},
      {"en;q=0.5,de;q=0.9", Language::kGerman},
      {"de;q=0.2, en-GB;q=0.3", Language::kEnglish},
      {"de;q=0.8,en;q=0.8", Language::kGerman},
      {"en, de", Language::kEnglish},
      {"de;q=0.86,en;q=0.82", Language::kGerman},  // the same tenth: the first
      {"en;q=0.82,de;q=0.86", Language::kEnglish},
      {"de;q=1.0,en;q=0.9", Language::kGerman},
      {"de;q=0", Language::kEnglish},
      {"de;q=0.05", Language::kEnglish},
      {"de;q=2,en;q=0.1", Language::kEnglish},
      {"de;q=1.5", Language::kEnglish},
      {"ja, de ; q=0.7", Language::kGerman},
      {"deutsch", Language::kEnglish},
      {"de;level=1", Language::kEnglish},
      {",,, de", Language::kGerman},
      {"*", Language::kEnglish},
  }));
  INFO(header);
  CHECK(http::accepted_language(header) == language);
}

TEST_CASE("the proxy's maps are in its folder as they are made here") {
  std::ifstream file(std::string(PICASSO_SOURCE_DIR) + "/server/local/languages.conf");
  std::ostringstream text;
  text << file.rdbuf();
  INFO("expected:\n" << http::language_maps());
  CHECK(text.str() == http::language_maps());
}
