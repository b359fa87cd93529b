#include "sandbox/services/stripe/form.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace sandbox::stripe;
using Json = nlohmann::json;

TEST_CASE("brackets become objects and arrays") {
  const auto form =
      parse_form({{"a[0][b]", "1"}, {"a[1][b]", "2"}, {"m[key]", "v"}, {"list[]", "x"}, {"list[]", "y"}, {"t", ""}});
  REQUIRE(form);
  CHECK(*form == Json::parse(R"({"a":[{"b":"1"},{"b":"2"}],"m":{"key":"v"},"list":["x","y"],"t":""})"));
}

TEST_CASE("array members follow their numbers, not their order in the form") {
  const auto form = parse_form({{"a[10]", "third"}, {"a[2]", "second"}, {"a[0]", "first"}});
  REQUIRE(form);
  CHECK((*form)["a"] == Json({"first", "second", "third"}));
}

TEST_CASE("broken brackets and names used twice in different ways are refused") {
  for (const auto& fields : std::vector<http::FormFields>{{{"a[", "1"}},
                                                          {{"a]", "1"}},
                                                          {{"[a]", "1"}},
                                                          {{"a[b]c", "1"}},
                                                          {{"a", "1"}, {"a[b]", "2"}},
                                                          {{"a[b]", "2"}, {"a", "1"}}}) {
    CAPTURE(fields[0].first);
    CHECK_FALSE(parse_form(fields));
  }
}

TEST_CASE("texts get the types that the endpoint knows") {
  using enum ParamType;
  const std::vector<Param> known = {{"items[].count", kInteger}, {"on", kBoolean},       {"url", kUrl},
                                    {"money", kCurrency},        {"kind", kText, "a|b"}, {"metadata", kMetadata}};
  const Json form = {{"items", {{{"count", "3"}}}},
                     {"on", "true"},
                     {"url", "http://shop.test"},
                     {"money", "USD"},
                     {"kind", "b"},
                     {"metadata", {{"order", "1"}, {"unset", ""}}}};
  const auto params = check_params(form, known);
  REQUIRE(params);
  CHECK((*params)["items"][0]["count"] == 3);
  CHECK((*params)["on"] == true);
  CHECK((*params)["money"] == "usd");
  CHECK((*params)["metadata"] == Json({{"order", "1"}}));

  const auto refused = [&](const Json& wrong) {
    const auto result = check_params(wrong, known);
    REQUIRE_FALSE(result);
    return result.error();
  };
  CHECK(refused({{"items", {{{"count", "3.5"}}}}}).param == "items[0][count]");
  CHECK(refused({{"on", "yes"}}).param == "on");
  CHECK(refused({{"url", "javascript:alert(1)"}}).code == "url_invalid");
  CHECK(refused({{"kind", "c"}}).param == "kind");
  CHECK(refused({{"metadata", {{std::string(41, 'k'), "v"}}}}).status == 400);
  CHECK(refused({{"items", {{{"cuont", "3"}}}}}).code == "parameter_unknown");
  CHECK(refused({{"items", {{{"cuont", "3"}}}}}).param == "items[0][cuont]");
  CHECK(refused({{"other", "1"}}).code == "parameter_unknown");
}
