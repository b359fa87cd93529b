#include "http/handlers/catalog_context.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/catalog_words.h"
#include "domain/measurements.h"

namespace http {
namespace {

using domain::Language;
using nlohmann::json;

// Each once, in catalog order.
std::vector<std::pair<std::string, std::string>> colors_of(const domain::Product& product) {
  std::vector<std::pair<std::string, std::string>> colors;
  for (const auto& variant : product.variants) {
    const std::pair color{variant.color, variant.color_hex};
    if (std::find(colors.begin(), colors.end(), color) == colors.end()) colors.push_back(color);
  }
  return colors;
}

// "S, M, L", or the one there is.
std::string sizes_of(const domain::Product& product) {
  std::vector<std::string> sizes;
  std::string text;
  for (const auto& variant : product.variants) {
    if (std::find(sizes.begin(), sizes.end(), variant.size) != sizes.end()) continue;
    sizes.push_back(variant.size);
    text += (text.empty() ? "" : ", ") + variant.size;
  }
  return text;
}

std::string price_of(const ports::Wording& wording, Language language, const domain::Product& product) {
  const bool one_price = std::all_of(product.variants.begin(), product.variants.end(),
                                     [&](const auto& variant) { return variant.price == product.price; });
  const std::string price = wording.money(language, product.price);
  return one_price ? price : wording.text(language, "product.price_from", {{"price", price}});
}

void add_picture(const Dependencies& to, json& context, const std::string& as, const std::string& name) {
  if (const auto* picture = to.pages.picture(name)) context[as] = picture_context(*picture);
}

}  // namespace

json product_context(const Dependencies& to, Language language, const domain::Product& product) {
  const auto& wording = to.services.wording;
  json colors = json::array();
  for (const auto& [name, hex] : colors_of(product)) {
    colors.push_back({{"color", app::color_name(wording, language, name)}, {"hex", hex}});
  }
  json chart = json::array();
  for (const auto& row : domain::measurements_of(product.sku)) {
    chart.push_back({{"size", row.size}, {"chest", row.width_cm}, {"length", row.length_cm}});
  }
  json context{{"sku", product.sku},
               {"name", app::product_name(wording, language, product)},
               {"summary", app::product_summary(wording, language, product)},
               {"description", app::product_description(wording, language, product)},
               {"material", app::product_material(wording, language, product)},
               {"price", price_of(wording, language, product)},
               {"price_minor", product.price.minor},
               {"currency", product.price.currency},
               {"sizes", app::size_name(wording, language, sizes_of(product))},
               {"colors", colors},
               {"has_size_chart", !chart.empty()},
               {"size_chart", chart},
               {"url", path_prefix(language) + "/products/" + product.sku},
               {"studio_url", path_prefix(language) + "/studio?product=" + product.sku}};
  add_picture(to, context, "picture", product.sku + "_1");
  add_picture(to, context, "first_picture", product.sku + "_1");
  add_picture(to, context, "second_picture", product.sku + "_2");
  return context;
}

json countries_context(const ports::Wording& wording, Language language, const domain::ShippingPolicy& shipping) {
  std::vector<std::pair<std::string, std::string>> countries;
  for (const auto& code : shipping.countries) countries.emplace_back(wording.country(language, code), code);
  std::sort(countries.begin(), countries.end());
  // By their bytes "Österreich" would come last.
  std::stable_sort(countries.begin(), countries.end(), [](const auto& a, const auto& b) {
    const auto plain = [](const std::string& name) { return name.starts_with("Ö") ? "Oe" + name.substr(2) : name; };
    return plain(a.first) < plain(b.first);
  });
  json list = json::array();
  for (const auto& [name, code] : countries) list.push_back({{"code", code}, {"name", name}});
  return list;
}

}  // namespace http
