#pragma once

#include <string>
#include <string_view>

#include "domain/language.h"

namespace app {

// The signed part of an order's link: knowing it is the right to see the order. base64url(HMAC-SHA256), 43 characters.
std::string order_link_signature(std::string_view signing_key, std::string_view order_number);

bool is_valid_order_link(std::string_view signing_key, std::string_view order_number, std::string_view signature);

// "<base>/orders/PP-7K2MQ4ZD?t=<signature>", in German "<base>/de/orders/..."
std::string order_link(std::string_view public_base_url, std::string_view signing_key, std::string_view order_number,
                       domain::Language language);

}  // namespace app
