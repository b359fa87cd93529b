#include "app/orders/order_link.h"

#include "base/digest.h"

namespace app {

std::string order_link_signature(std::string_view signing_key, std::string_view order_number) {
  // The prefix keeps signatures for other purposes, made with the same key, apart.
  return base::to_base64url(base::hmac_sha256(signing_key, "order-link:" + std::string(order_number)));
}

bool is_valid_order_link(std::string_view signing_key, std::string_view order_number, std::string_view signature) {
  return base::constant_time_equal(order_link_signature(signing_key, order_number), signature);
}

std::string order_link(std::string_view public_base_url, std::string_view signing_key, std::string_view order_number,
                       domain::Language language) {
  return std::string(public_base_url) + path_prefix(language) + "/orders/" + std::string(order_number) +
         "?t=" + order_link_signature(signing_key, order_number);
}

}  // namespace app
