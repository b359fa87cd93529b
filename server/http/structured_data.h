#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "domain/catalog.h"

namespace http {

// schema.org descriptions for search engines, as JSON-LD.

struct Crumb {
  std::string name;
  std::string url;
};

// What search engines may know of one product.
struct ProductOffer {
  std::string name;
  std::string description;
  std::string url;
  std::vector<std::string> image_urls;
};

nlohmann::json organization_data(const std::string& name, const std::string& url, const std::string& logo_url);
nlohmann::json product_data(const domain::Product& product, const ProductOffer& offer,
                            const domain::ShippingPolicy& shipping);
nlohmann::json breadcrumb_data(const std::vector<Crumb>& crumbs);

// The items as one JSON-LD document that may stand inside a <script> element: no "<" is left in it.
std::string json_ld(const nlohmann::json& items);

}  // namespace http
