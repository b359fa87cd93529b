#pragma once

#include <string>

#include "domain/catalog.h"
#include "ports/wording.h"

namespace app {

// What the catalog's things are called in a language: the texts "product.<sku>.name" (.summary, .description, .material),
// "color.<name>", "size.<name>", "shipping_rate.<name>". What has no text yet keeps the catalog's own words.
std::string product_name(const ports::Wording& wording, domain::Language language, const domain::Product& product);
std::string product_description(const ports::Wording& wording, domain::Language language,
                                const domain::Product& product);
// Empty where there is no such text.
std::string product_summary(const ports::Wording& wording, domain::Language language, const domain::Product& product);
std::string product_material(const ports::Wording& wording, domain::Language language, const domain::Product& product);
std::string color_name(const ports::Wording& wording, domain::Language language, const std::string& color);
std::string size_name(const ports::Wording& wording, domain::Language language, const std::string& size);
std::string shipping_name(const ports::Wording& wording, domain::Language language, const domain::ShippingPolicy& policy);

}  // namespace app
