#include "http/structured_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace http {
namespace {

using nlohmann::json;

// "29.00": as schema.org wants amounts.
std::string decimal(std::int64_t minor) {
  const std::string cents = std::to_string(minor % 100);
  return std::to_string(minor / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
}

json shipping_data(const domain::ShippingPolicy& shipping) {
  const auto days = [](int from, int to) {
    return json{{"@type", "QuantitativeValue"}, {"minValue", from}, {"maxValue", to}, {"unitCode", "DAY"}};
  };
  return {{"@type", "OfferShippingDetails"},
          {"shippingDestination", {{"@type", "DefinedRegion"}, {"addressCountry", shipping.countries}}},
          {"deliveryTime",
           {{"@type", "ShippingDeliveryTime"}, {"handlingTime", days(2, 5)}, {"transitTime", days(3, 10)}}}};
}

json offers_of(const domain::Product& product, const ProductOffer& offer, const domain::ShippingPolicy& shipping) {
  const auto [low, high] = std::minmax_element(product.variants.begin(), product.variants.end(), [](auto& a, auto& b) {
    return a.price.minor < b.price.minor;
  });
  json offers{{"priceCurrency", product.price.currency},
              {"availability", "https://schema.org/InStock"},
              {"itemCondition", "https://schema.org/NewCondition"},
              {"url", offer.url},
              {"shippingDetails", shipping_data(shipping)}};
  if (low->price == high->price) {
    offers.update({{"@type", "Offer"}, {"price", decimal(product.price.minor)}});
  } else {
    offers.update({{"@type", "AggregateOffer"},
                   {"lowPrice", decimal(low->price.minor)},
                   {"highPrice", decimal(high->price.minor)},
                   {"offerCount", product.variants.size()}});
  }
  return offers;
}

}  // namespace

json organization_data(const std::string& name, const std::string& url, const std::string& logo_url) {
  return {{"@type", "Organization"}, {"name", name}, {"url", url}, {"logo", logo_url}};
}

json product_data(const domain::Product& product, const ProductOffer& offer, const domain::ShippingPolicy& shipping) {
  json data{{"@type", "Product"},
            {"name", offer.name},
            {"description", offer.description},
            {"sku", product.sku},
            {"url", offer.url},
            {"brand", {{"@type", "Brand"}, {"name", "Picasso Pet"}}},
            {"offers", offers_of(product, offer, shipping)}};
  if (!offer.image_urls.empty()) data["image"] = offer.image_urls;
  return data;
}

json breadcrumb_data(const std::vector<Crumb>& crumbs) {
  json items = json::array();
  for (const auto& crumb : crumbs) {
    items.push_back(
        {{"@type", "ListItem"}, {"position", items.size() + 1}, {"name", crumb.name}, {"item", crumb.url}});
  }
  return {{"@type", "BreadcrumbList"}, {"itemListElement", items}};
}

std::string json_ld(const json& items) {
  std::string safe;
  for (const char c : json{{"@context", "https://schema.org"}, {"@graph", items}}.dump()) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace http
