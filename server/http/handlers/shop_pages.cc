#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/catalog_words.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

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

json to_json(const ports::Wording& wording, domain::Language language, const domain::Product& product) {
  json colors = json::array();
  for (const auto& [name, hex] : colors_of(product)) {
    colors.push_back({{"name", app::color_name(wording, language, name)}, {"hex", hex}});
  }
  const bool one_price = std::all_of(product.variants.begin(), product.variants.end(),
                                     [&](const auto& variant) { return variant.price == product.price; });
  const std::string price = wording.money(language, product.price);
  return {{"sku", product.sku},
          {"name", app::product_name(wording, language, product)},
          {"description", app::product_description(wording, language, product)},
          {"price", one_price ? price : wording.text(language, "product.price_from", {{"price", price}})},
          {"currency", product.price.currency},
          {"sizes", app::size_name(wording, language, sizes_of(product))},
          {"colors", colors},
          {"studio_url", path_prefix(language) + "/studio?product=" + product.sku}};
}

}  // namespace

Response get_landing_page(const Dependencies& to, const Request& request) {
  const auto products = with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<std::vector<domain::Product>>(transaction.products().list());
  });
  if (!products) return to.pages.error(request.language, status_of(products.error().code));
  json context{{"products", json::array()}};
  for (const auto& product : *products) {
    context["products"].push_back(to_json(to.services.wording, request.language, product));
    context["products"].back()["image_url"] = to.pages.picture("product_" + product.sku);
  }
  return to.pages.render("landing", request.language, to.pages.head_of(request.language, "landing", "/"), context);
}

Response get_studio_page(const Dependencies& to, const Request& request) {
  return to.pages.render("studio", request.language,
                         to.pages.head_of(request.language, "studio", "/studio", "studio/pages/studio.ts"),
                         json::object());
}

Response get_cart_page(const Dependencies& to, const Request& request) {
  return to.pages.render("cart", request.language,
                         to.pages.head_of(request.language, "cart", "/cart", "studio/pages/cart.ts"), json::object());
}

Response get_legal_page(const Dependencies& to, const Request& request, std::string_view name) {
  return to.pages.render(name, request.language,
                         to.pages.head_of(request.language, name, "/" + std::string(name)), json::object());
}

}  // namespace http
