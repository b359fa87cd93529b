#include "sandbox/services/printful/print_files.h"

#include <catch2/catch.hpp>

#include "http/http_server.h"
#include "sandbox/services/printful/production.h"
#include "sandbox/stand_ins.h"

using namespace sandbox::printful;

namespace {

std::string number(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
  return bytes;
}

// The checksum is not looked at, so that it may be anything.
std::string chunk(const std::string& type, const std::string& data) {
  return number(static_cast<std::uint32_t>(data.size())) + type + data + "....";
}

std::string png() {
  return std::string("\x89PNG\r\n\x1a\n", 8) +
         chunk("IHDR", number(3600) + number(4800) + std::string("\x08\x06\0\0\0", 5)) +
         chunk("pHYs", number(11811) + number(11811) + "\x01") + chunk("IDAT", "pixels") + chunk("IEND", "");
}

}  // namespace

TEST_CASE("size and resolution are read from the chunks of a PNG") {
  const auto facts = inspect_png(png());
  REQUIRE(facts);
  CHECK(facts->width == 3600);
  CHECK(facts->height == 4800);
  CHECK(facts->dpi == 300);
}

TEST_CASE("a PNG that is cut off anywhere is not accepted") {
  const std::string whole = png();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(inspect_png(std::string_view(whole).substr(0, size)));
  }
}

TEST_CASE("print files are really downloaded, each address once, and judged") {
  int asked = 0;
  http::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  http::Server shop(options, [&](const http::Request& request) {
    ++asked;
    http::Response response;
    response.status = request.path == "/gone.png" ? 404 : 200;
    response.body = request.path == "/page.png" ? "<html>" : png();
    return response;
  });
  const auto fetched = [&](StandIns& stand_ins, const std::string& external_id, const std::string& path) {
    const std::string url = "http://127.0.0.1:" + std::to_string(shop.port()) + path;
    const nlohmann::json order = {
        {"external_id", external_id},
        {"recipient", {{"name", "Ann"}, {"address1", "Weg 1"}, {"city", "Bern"}, {"country_code", "CH"}}},
        {"items", {{{"variant_id", 5530}, {"files", {{{"type", "front"}, {"url", url}}}}}}}};
    REQUIRE(stand_ins.printful("POST", "/orders", order, {{"confirm", "1"}}).status == 200);
    CHECK(fetch_next_file(stand_ins.world()));
    CHECK_FALSE(fetch_next_file(stand_ins.world()));
    return json_of(stand_ins.printful("GET", "/orders/@" + external_id))["result"]["items"][0]["files"][0];
  };

  StandIns stand_ins;
  const auto good = fetched(stand_ins, "a", "/good.png");
  CHECK(good["status"] == "ok");
  CHECK(good["width"] == 3600);
  CHECK(good["size"] == png().size());
  CHECK(good["sha256"].get<std::string>().size() == 64);
  CHECK(fetched(stand_ins, "b", "/good.png")["status"] == "ok");
  CHECK(asked == 1);
  CHECK(fetched(stand_ins, "c", "/page.png")["error"] == "The file is not a PNG.");
  CHECK(fetched(stand_ins, "d", "/gone.png")["error"] == "The file could not be downloaded: HTTP status 404");
}

TEST_CASE("a shop that is away for a moment is asked for its file again, one that stays away is not for ever") {
  int asked = 0;
  int answers_from = 0;
  http::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  http::Server shop(options, [&](const http::Request&) {
    http::Response response;
    response.status = ++asked >= answers_from ? 200 : 503;
    response.body = png();
    return response;
  });
  const auto state_after_fetching = [&] {
    StandIns stand_ins;
    const std::string url = "http://127.0.0.1:" + std::to_string(shop.port()) + "/file.png";
    const nlohmann::json order = {
        {"external_id", "a"},
        {"recipient", {{"name", "Ann"}, {"address1", "Weg 1"}, {"city", "Bern"}, {"country_code", "CH"}}},
        {"items", {{{"variant_id", 5530}, {"files", {{{"type", "front"}, {"url", url}}}}}}}};
    REQUIRE(stand_ins.printful("POST", "/orders", order, {{"confirm", "1"}}).status == 200);
    asked = 0;
    for (int second = 0; second < 60; ++second, stand_ins.now_ms += 1000) {
      while (fetch_next_file(stand_ins.world())) {
      }
    }
    return json_of(stand_ins.printful("GET", "/orders/@a"))["result"]["items"][0]["files"][0]["status"].get<std::string>();
  };
  answers_from = 3;
  CHECK(state_after_fetching() == "ok");
  CHECK(asked == 3);
  answers_from = 1000;
  CHECK(state_after_fetching() == "failed");
  CHECK(asked == 6);
}
