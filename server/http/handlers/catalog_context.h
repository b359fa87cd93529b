#pragma once

#include <nlohmann/json_fwd.hpp>

#include "http/handlers/dependencies.h"

namespace http {

// A product as the templates show it: names, price, colours, measurements, pictures, addresses.
nlohmann::json product_context(const Dependencies& to, domain::Language language, const domain::Product& product);

// The countries the shop ships to, by name in the language's order: [{"code", "name"}].
nlohmann::json countries_context(const ports::Wording& wording, domain::Language language,
                                 const domain::ShippingPolicy& shipping);

}  // namespace http
