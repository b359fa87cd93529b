#include <nlohmann/json.hpp>

#include "app/catalog_words.h"
#include "http/handlers/catalog_context.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/structured_data.h"

namespace http {
namespace {

using domain::Language;
using nlohmann::json;

struct Catalog {
  std::vector<domain::Product> products;
  domain::ShippingPolicy shipping;
};

base::Result<Catalog> read_catalog(const Dependencies& to) {
  return with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<Catalog>({transaction.products().list(), transaction.products().shipping_policy()});
  });
}

json cards_of(const Dependencies& to, Language language, const Catalog& catalog) {
  json cards = json::array();
  for (const auto& product : catalog.products) cards.push_back(product_context(to, language, product));
  return cards;
}

// "Start > Products > Unisex tee", as far as `names` go.
json crumbs_of(const Dependencies& to, Language language, const std::string& product_path, const std::string& product) {
  const std::string home = to.pages.base_url() + path_prefix(language);
  const auto& wording = to.services.wording;
  std::vector<Crumb> crumbs{{wording.text(language, "site.start"), home + "/"},
                            {wording.text(language, "site.products"), home + "/products"}};
  if (!product.empty()) crumbs.push_back({product, home + product_path});
  return breadcrumb_data(crumbs);
}

}  // namespace

Response get_landing_page(const Dependencies& to, const Request& request) {
  const auto catalog = read_catalog(to);
  if (!catalog) return to.pages.error(request.language, status_of(catalog.error().code));
  const std::string& base = to.pages.base_url();
  return to.pages.render("landing", request.language, to.pages.head_of(request.language, "landing", "/"),
                         {{"products", cards_of(to, request.language, *catalog)},
                          {"structured_data", json_ld(json::array({organization_data(to.pages.owner().name, base + "/",
                                                                                     base + "/icon-512.png")}))}});
}

Response get_products_page(const Dependencies& to, const Request& request) {
  const auto catalog = read_catalog(to);
  if (!catalog) return to.pages.error(request.language, status_of(catalog.error().code));
  return to.pages.render("products", request.language, to.pages.head_of(request.language, "products", "/products"),
                         {{"products", cards_of(to, request.language, *catalog)},
                          {"shipping", to.services.wording.money(request.language, catalog->shipping.price)},
                          {"structured_data", json_ld(json::array({crumbs_of(to, request.language, "", "")}))}});
}

Response get_product_page(const Dependencies& to, const Request& request, const std::string& sku) {
  const auto catalog = read_catalog(to);
  if (!catalog) return to.pages.error(request.language, status_of(catalog.error().code));
  for (const auto& product : catalog->products) {
    if (product.sku != sku) continue;
    const auto& wording = to.services.wording;
    const std::string path = "/products/" + sku;
    json context = product_context(to, request.language, product);
    const std::string name = context["name"];
    const ports::TextParams params{{"name", name}, {"price", context["price"].get<std::string>()}};
    ProductOffer offer{name, context["description"], to.pages.base_url() + path_prefix(request.language) + path, {}};
    for (const char* picture : {"first_picture", "second_picture"}) {
      if (context.contains(picture)) {
        offer.image_urls.push_back(to.pages.base_url() + context[picture]["src"].get<std::string>());
      }
    }
    context["product"] = true;
    context["shipping"] = wording.money(request.language, catalog->shipping.price);
    context["structured_data"] = json_ld(json::array(
        {product_data(product, offer, catalog->shipping), crumbs_of(to, request.language, path, name)}));
    return to.pages.render("product", request.language,
                           {"studio/pages/product.ts", wording.text(request.language, "product.page_title", params),
                            wording.text(request.language, "product.page_description", params), path, {}},
                           std::move(context));
  }
  return to.pages.error(request.language, 404);
}

Response get_studio_page(const Dependencies& to, const Request& request) {
  return to.pages.render("studio", request.language,
                         to.pages.head_of(request.language, "studio", "/studio", "studio/pages/open_studio.ts"),
                         json::object());
}

Response get_cart_page(const Dependencies& to, const Request& request) {
  const auto catalog = read_catalog(to);
  if (!catalog) return to.pages.error(request.language, status_of(catalog.error().code));
  return to.pages.render("cart", request.language,
                         to.pages.head_of(request.language, "cart", "/cart", "studio/pages/cart.ts"),
                         {{"countries", countries_context(to.services.wording, request.language, catalog->shipping)}});
}

Response get_offline_page(const Dependencies& to, const Request& request) {
  auto head = to.pages.head_of(request.language, "offline", "/offline");
  head.listed = false;
  return to.pages.render("offline", request.language, head, nlohmann::json::object());
}

Response get_legal_page(const Dependencies& to, const Request& request, std::string_view name) {
  const auto catalog = read_catalog(to);
  if (!catalog) return to.pages.error(request.language, status_of(catalog.error().code));
  return to.pages.render(name, request.language,
                         to.pages.head_of(request.language, name, "/" + std::string(name)),
                         {{"shipping", to.services.wording.money(request.language, catalog->shipping.price)},
                          {"countries", countries_context(to.services.wording, request.language, catalog->shipping)}});
}

}  // namespace http
