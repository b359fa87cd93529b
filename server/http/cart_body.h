#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/checkout/quote_cart.h"
#include "http/message.h"

namespace http {

// What the browser says of its cart.
struct CartBody {
  std::string id;  // empty where it may be left out, and is
  std::vector<app::CartItem> items;
  app::CartTerms terms;
};

enum class CartId { kRequired, kOptional };

// Reads the JSON body of a quote or checkout, and whose language it is in; kInvalidInput names the field that is missing
// or of the wrong type.
base::Result<CartBody> read_cart(const Request& request, CartId id);

// A quote as the API answers it, its sentences in the language.
nlohmann::json quote_json(const app::CartQuote& quote, const ports::Wording& wording, domain::Language language);

}  // namespace http
