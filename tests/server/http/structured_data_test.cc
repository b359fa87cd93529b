#include "http/structured_data.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

TEST_CASE("nothing in a name can end the script element that structured data stands in") {
  const auto text = http::json_ld(nlohmann::json::array(
      {http::organization_data("</script><script>alert(1)</script>", "https://shop.example/", "")}));
  CHECK(text.find('<') == std::string::npos);
  CHECK(nlohmann::json::parse(text)["@graph"][0]["name"] == "</script><script>alert(1)</script>");
}
