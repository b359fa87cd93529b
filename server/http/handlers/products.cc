#include <nlohmann/json.hpp>

#include "app/catalog_words.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

using nlohmann::json;

json to_json(const ports::Wording& wording, domain::Language language, const domain::Product& product) {
  json variants = json::array();
  for (const auto& variant : product.variants) {
    variants.push_back({{"sku", variant.sku},
                        {"size", app::size_name(wording, language, variant.size)},
                        {"color", app::color_name(wording, language, variant.color)},
                        {"color_hex", variant.color_hex},
                        {"price_minor", variant.price.minor}});
  }
  return {{"sku", product.sku},
          {"name", app::product_name(wording, language, product)},
          {"description", app::product_description(wording, language, product)},
          {"print_spec", product.print_spec},
          {"placement", product.placement},
          {"price_minor", product.price.minor},
          {"variants", variants}};
}

}  // namespace

Response get_products(const Dependencies& to, const Request& request) {
  struct Catalog {
    std::vector<domain::Product> products;
    domain::ShippingPolicy shipping;
  };
  const auto catalog = with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<Catalog>({transaction.products().list(), transaction.products().shipping_policy()});
  });
  if (!catalog) return problem(catalog.error());
  json products = json::array();
  for (const auto& product : catalog->products) products.push_back(to_json(to.services.wording, request.language, product));
  const auto& shipping = catalog->shipping;
  auto response =
      json_response(200, {{"currency", shipping.price.currency},
                          {"shipping", {{"name", app::shipping_name(to.services.wording, request.language, shipping)}, {"price_minor", shipping.price.minor}}},
                          {"products", products}});
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace http
