#include <algorithm>
#include <nlohmann/json.hpp>

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

std::string sizes_of(const domain::Product& product) {
  std::vector<std::string> sizes;
  std::string text;
  for (const auto& variant : product.variants) {
    if (std::find(sizes.begin(), sizes.end(), variant.size) != sizes.end()) continue;
    sizes.push_back(variant.size);
    text += (text.empty() ? "" : ", ") + variant.size;
  }
  return sizes.size() > 1 ? "Sizes " + text : text;
}

json to_json(const domain::Product& product) {
  json colors = json::array();
  for (const auto& [name, hex] : colors_of(product)) colors.push_back({{"name", name}, {"hex", hex}});
  const bool one_price = std::all_of(product.variants.begin(), product.variants.end(),
                                     [&](const auto& variant) { return variant.price == product.price; });
  return {{"sku", product.sku},
          {"name", product.name},
          {"description", product.description},
          {"price", (one_price ? "" : "from ") + base::format_money(product.price)},
          {"price_decimal", base::format_money(product.price).substr(1)},
          {"currency", product.price.currency},
          {"sizes", sizes_of(product)},
          {"colors", colors},
          {"studio_url", "/studio?product=" + product.sku}};
}

}  // namespace

Response get_landing_page(const Dependencies& to) {
  const auto products = with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<std::vector<domain::Product>>(transaction.products().list());
  });
  if (!products) return to.pages.error(status_of(products.error().code));
  json context{{"products", json::array()}};
  for (const auto& product : *products) {
    context["products"].push_back(to_json(product));
    context["products"].back()["image_url"] = to.pages.picture("product_" + product.sku);
  }
  return to.pages.render("landing",
                         {"", "Picasso Pet - your pet in The Scream",
                          "Pick a photo of your pet, see it painted into Munch's The Scream at once, and wear it on a "
                          "tee, hoodie or hat.",
                          "/"},
                         context);
}

Response get_studio_page(const Dependencies& to) {
  return to.pages.render("studio",
                         {"studio/pages/studio.ts", "Studio - Picasso Pet",
                          "Lay the oval over your pet's face and watch the picture follow. Your photo stays on your "
                          "device until you add it to the cart.",
                          "/studio"},
                         json::object());
}

Response get_cart_page(const Dependencies& to) {
  return to.pages.render("cart", {"studio/pages/cart.ts", "Cart - Picasso Pet", "What you are about to order.", "/cart"},
                         json::object());
}

Response get_legal_page(const Dependencies& to, std::string_view name) {
  std::string title(name);
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  if (name == "shipping") title = "Shipping and returns";
  return to.pages.render(name, {"", title + " - Picasso Pet", title, "/" + std::string(name)},
                         json::object());
}

}  // namespace http
