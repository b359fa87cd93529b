#include "sandbox/services/stripe/catalog.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/random_id.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;
using enum ParamType;

}  // namespace

const std::vector<Param>& product_params() {
  static const std::vector<Param> params = {{"name"},
                                            {"description"},
                                            {"active", kBoolean},
                                            {"images[]", kUrl},
                                            {"metadata", kMetadata},
                                            {"shippable", kBoolean},
                                            {"tax_code"},
                                            {"unit_label"},
                                            {"url", kUrl},
                                            {"expand[]"}};
  return params;
}

const std::vector<Param>& price_params() {
  static const std::vector<Param> params = {{"product"},
                                            {"unit_amount", kInteger},
                                            {"currency", kCurrency},
                                            {"active", kBoolean},
                                            {"metadata", kMetadata},
                                            {"nickname"},
                                            {"tax_behavior", kText, "exclusive|inclusive|unspecified"},
                                            {"expand[]"}};
  return params;
}

ApiResult<Json> create_product(World& world, const Json& params) {
  if (params.value("name", std::string{}).empty()) return missing("name");
  const auto now = world.now_s();
  Json product = {{"id", random_id("prod_", 14)},
                  {"object", "product"},
                  {"active", params.value("active", true)},
                  {"created", now},
                  {"default_price", nullptr},
                  {"description", params.value("description", Json())},
                  {"images", params.value("images", Json::array())},
                  {"livemode", false},
                  {"marketing_features", Json::array()},
                  {"metadata", params.value("metadata", Json::object())},
                  {"name", params["name"]},
                  {"package_dimensions", nullptr},
                  {"shippable", params.value("shippable", Json())},
                  {"statement_descriptor", nullptr},
                  {"tax_code", params.value("tax_code", Json())},
                  {"unit_label", params.value("unit_label", Json())},
                  {"updated", now},
                  {"url", params.value("url", Json())}};
  world.state.edit().root["stripe"]["products"][product["id"].get<std::string>()] = product;
  return product;
}

Json make_price(const Json& wanted, std::int64_t now_s) {
  return {{"id", random_id("price_1")},
          {"object", "price"},
          {"active", wanted.value("active", true)},
          {"billing_scheme", "per_unit"},
          {"created", now_s},
          {"currency", wanted["currency"]},
          {"custom_unit_amount", nullptr},
          {"livemode", false},
          {"lookup_key", nullptr},
          {"metadata", wanted.value("metadata", Json::object())},
          {"nickname", wanted.value("nickname", Json())},
          {"product", wanted.contains("product") ? wanted["product"] : Json(random_id("prod_", 14))},
          {"recurring", nullptr},
          {"tax_behavior", wanted.value("tax_behavior", "unspecified")},
          {"tiers_mode", nullptr},
          {"transform_quantity", nullptr},
          {"type", "one_time"},
          {"unit_amount", wanted["unit_amount"]},
          {"unit_amount_decimal", std::to_string(wanted["unit_amount"].get<std::int64_t>())}};
}

ApiResult<Json> create_price(World& world, const Json& params) {
  for (const char* name : {"currency", "product", "unit_amount"}) {
    if (!params.contains(name)) return missing(name);
  }
  if (params["unit_amount"].get<std::int64_t>() < 0) {
    return invalid("parameter_invalid_integer", "This value must be greater than or equal to 0.", "unit_amount");
  }
  const auto access = world.state.edit();
  const auto product = params["product"].get<std::string>();
  if (!access.root["stripe"]["products"].contains(product)) return no_such("product", product, "product");
  Json price = make_price(params, world.now_s());
  access.root["stripe"]["prices"][price["id"].get<std::string>()] = price;
  return price;
}

ApiResult<Json> with_price_data(World& world, Json params) {
  if (!params.contains("line_items") || !params["line_items"].is_array()) return params;
  const auto access = world.state.read();
  const Json& stripe = access.root["stripe"];
  for (std::size_t i = 0; i < params["line_items"].size(); ++i) {
    Json& item = params["line_items"][i];
    if (!item.is_object() || !item.contains("price")) continue;
    const auto id = item["price"].get<std::string>();
    const auto found = stripe["prices"].find(id);
    if (found == stripe["prices"].end()) return no_such("price", id, "line_items[" + std::to_string(i) + "][price]");
    const Json& product = stripe["products"][(*found)["product"].get<std::string>()];
    item.erase("price");
    item["price_data"] = {{"currency", (*found)["currency"]},
                          {"unit_amount", (*found)["unit_amount"]},
                          {"tax_behavior", (*found)["tax_behavior"]},
                          {"product_data", {{"name", product["name"]}}}};
  }
  return params;
}

}  // namespace sandbox::stripe
