#include "http/refusals.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "http/shop_fixture.h"

using nlohmann::json;

namespace {

struct Refusals : test::ShopFixture {
  http::Pages made_of_nothing{templates, test::wording(), clock, {}, {"https://shop.example", false, {}, ""}};
  std::vector<http::RefusalFile> files = http::refusal_files(made_of_nothing, test::wording());

  std::string content(const std::string& name) {
    for (const auto& file : files) {
      if (file.name == name) return file.content;
    }
    return "";
  }
};

// The statuses that the proxy answers with files of ours.
std::set<std::string> statuses_of_the_front() {
  std::ifstream file(std::string(PICASSO_SOURCE_DIR) + "/server/local/nginx.conf.template");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string config = text.str();
  std::smatch found;
  REQUIRE(std::regex_search(config, found, std::regex(R"(\n  error_page ([\d ]+) /refusals/)")));
  std::istringstream words(found[1].str());
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace

TEST_CASE_METHOD(Refusals, "every status that the front refuses with has a page and a problem in every language") {
  std::set<std::string> expected;
  for (const auto& status : statuses_of_the_front()) {
    for (const auto* language : {"en", "de"}) {
      for (const auto* kind : {".html", ".json"}) expected.insert(std::string(language) + "/" + status + kind);
    }
  }
  std::set<std::string> there;
  for (const auto& file : files) there.insert(file.name);
  CHECK(expected.size() > 40);
  CHECK(there == expected);
}

TEST_CASE_METHOD(Refusals, "a refusal speaks its language") {
  CHECK(json::parse(content("de/413.json")) == json{{"type", "about:blank"},
                                                    {"title", "Diese Datei ist zu groß"},
                                                    {"status", 413},
                                                    {"detail", "Ein Foto darf bis zu 40 MB haben. Eine kleinere Kopie druckt sich genauso gut."}});
  CHECK(json::parse(content("en/413.json"))["title"] == "That file is too large");
  CHECK(content("de/502.html").find("Der Shop macht eine kurze Pause") != std::string::npos);
  for (const auto& file : files) {
    INFO(file.name);
    CHECK(file.content.find("error.") == std::string::npos);  // a text that is missing gives its key
  }
}

TEST_CASE_METHOD(Refusals, "refusals are written into folders, and a folder that cannot be is an error") {
  const auto folder = std::filesystem::temp_directory_path() / ("refusals_test_" + std::to_string(::getpid()));
  http::write_refusals(made_of_nothing, test::wording(), folder.string());
  CHECK(std::filesystem::file_size(folder / "de/404.html") > 0);
  CHECK(std::filesystem::file_size(folder / "en/404.json") > 0);
  CHECK_THROWS(http::write_refusals(made_of_nothing, test::wording(), (folder / "de/404.html").string()));
  std::filesystem::remove_all(folder);
}
