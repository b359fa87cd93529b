#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sandbox::printful {

// One thing that can be printed. Ids are those of the real catalog, prices are near them.
struct Variant {
  std::int64_t id;
  std::int64_t product_id;
  std::string name;
  std::int64_t price_minor;  // USD
  bool is_hat;
};

// Null for an id that the stand-in does not sell, product ids included.
const Variant* find_variant(std::int64_t id);

// Whether the variant's technique has that placement ("default", "back", "front_dtf_hat" ...).
bool has_placement(const Variant& variant, std::string_view placement);

// Thread cannot show a photograph: such an order goes on hold until somebody has looked at it.
bool is_embroidery(const Variant& variant, std::string_view placement);

// "front_dtf_hat" costs extra, for instance.
std::int64_t placement_price_minor(std::string_view placement);

}  // namespace sandbox::printful
