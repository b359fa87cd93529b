#include "http/pages.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "http/shop_fixture.h"

using test::ShopFixture;

namespace {

class DistFolder {
 public:
  DistFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "pages_test_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root_ = name;
    std::filesystem::create_directories(root_ / ".vite");
  }
  ~DistFolder() { std::filesystem::remove_all(root_); }
  void write(const std::string& path, const std::string& text) { std::ofstream(root_ / path) << text; }
  [[nodiscard]] std::string path() const { return root_.string(); }

 private:
  std::filesystem::path root_;
};

}  // namespace

TEST_CASE("a page gets what the layout needs besides its own context") {
  ShopFixture shop;
  http::WebAssets assets;
  assets.style = "/assets/site-1.css";
  assets.font = "/assets/gloock-4.woff2";
  assets.scripts["studio/pages/cart.ts"] = "/assets/cart-2.js";
  const http::Pages pages(shop.templates, test::wording(), shop.clock, assets,
                          {"https://shop.example", false, {}, ""});
  const auto response = pages.render("cart", domain::Language::kEnglish,
                                     {"studio/pages/cart.ts", "Cart", "Yours", "/cart", {}}, {{"own", 1}});
  CHECK(response.status == 200);
  CHECK(response.content_type == "text/html; charset=utf-8");
  CHECK(ShopFixture::template_of(response) == "cart");
  const auto context = ShopFixture::context_of(response);
  CHECK(context["own"] == 1);
  CHECK(context["page_title"] == "Cart");
  CHECK(context["canonical_url"] == "https://shop.example/cart");
  CHECK(context["css_url"] == "/assets/site-1.css");
  CHECK(context["font_url"] == "/assets/gloock-4.woff2");
  CHECK(context["js_url"] == "/assets/cart-2.js");
  CHECK(context["sandbox"] == false);
  CHECK(context["year"] == "2026");
}

TEST_CASE("the shop's own address ends with its country, in the language of the page") {
  ShopFixture shop;
  const http::Owner owner{"Maxine Muster", {"Museumstrasse 1", "12345 Musterstadt"}, "DE", "hello@shop.example", "", ""};
  const http::Pages pages(shop.templates, test::wording(), shop.clock, {}, {"https://shop.example", false, owner, ""});
  const auto last_line = [&](domain::Language language) {
    const auto context = ShopFixture::context_of(pages.render("imprint", language, {"", "Imprint", "", "/imprint", {}}, {}));
    CHECK(context["owner_address"].size() == 3);
    return context["owner_address"].back()["line"];
  };
  CHECK(last_line(domain::Language::kEnglish) == "Germany");
  CHECK(last_line(domain::Language::kGerman) == "Deutschland");
}

TEST_CASE("an error page keeps its status and says something a person understands") {
  ShopFixture shop;
  for (const int status : {400, 404, 405, 409, 500, 503}) {
    const auto response = shop.pages.error(domain::Language::kEnglish, status);
    CHECK(response.status == status);
    CHECK(ShopFixture::template_of(response) == "error");
    CHECK_FALSE(ShopFixture::context_of(response)["heading"].get<std::string>().empty());
    CHECK_FALSE(ShopFixture::context_of(response)["detail"].get<std::string>().empty());
    CHECK_FALSE(ShopFixture::context_of(response).contains("canonical_url"));
  }
}

TEST_CASE("a template that fails gives a plain apology without the cause") {
  ShopFixture shop;
  shop.templates.errors.push({base::ErrorCode::kInternal, "x", "/srv/pages/cart.mustache: line 3", {}});
  const auto response = shop.pages.render("cart", domain::Language::kEnglish, {}, nlohmann::json::object());
  CHECK(response.status == 500);
  CHECK(response.body.find("mustache") == std::string::npos);
  CHECK(response.body.find("try again") != std::string::npos);
}

TEST_CASE("the web build's manifest tells where scripts and the font are") {
  DistFolder dist;
  dist.write(".vite/manifest.json",
             R"({"studio/pages/cart.ts":{"file":"assets/cart-2.js","isEntry":true},"_shared.js":{"file":"s.js"},)"
             R"("node_modules/gloock.woff2":{"file":"assets/gloock-4.woff2"}})");
  const auto assets = http::read_web_assets(dist.path());
  CHECK(assets.scripts.find("studio/pages/cart.ts")->second == "/assets/cart-2.js");
  CHECK(assets.scripts.find("_shared.js") == assets.scripts.end());
  CHECK(assets.font == "/assets/gloock-4.woff2");
}

TEST_CASE("a web build that has not run, or is damaged, is refused") {
  DistFolder dist;
  CHECK_THROWS_AS(http::read_web_assets(dist.path()), std::runtime_error);
  dist.write(".vite/manifest.json", "{");
  CHECK_THROWS_AS(http::read_web_assets(dist.path()), std::runtime_error);
}
