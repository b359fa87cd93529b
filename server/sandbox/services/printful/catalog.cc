#include "sandbox/services/printful/catalog.h"

#include <algorithm>
#include <array>
#include <map>

namespace sandbox::printful {
namespace {

std::map<std::int64_t, Variant> make_variants() {
  std::map<std::int64_t, Variant> all;
  static constexpr std::array<const char*, 5> kSizes = {"S", "M", "L", "XL", "2XL"};
  const auto sizes = [&](std::int64_t first, std::int64_t product, const std::string& name, std::int64_t price) {
    for (std::size_t i = 0; i < kSizes.size(); ++i) {
      const std::int64_t id = first + static_cast<std::int64_t>(i);
      all.emplace(id, Variant{id, product, name + " / " + kSizes[i] + ")", price + (i == 4 ? 200 : 0), false});
    }
  };
  sizes(4011, 71, "Bella + Canvas 3001 Unisex Short Sleeve Jersey T-Shirt (White", 1125);
  sizes(4016, 71, "Bella + Canvas 3001 Unisex Short Sleeve Jersey T-Shirt (Black", 1225);
  sizes(5522, 146, "Gildan 18500 Unisex Heavy Blend Hooded Sweatshirt (White", 2095);
  sizes(5530, 146, "Gildan 18500 Unisex Heavy Blend Hooded Sweatshirt (Black", 2195);
  const auto hat = [&](std::int64_t id, std::int64_t product, const char* name, std::int64_t price) {
    all.emplace(id, Variant{id, product, name, price, true});
  };
  hat(7853, 206, "Yupoong 6245CM Classic Dad Hat (Black)", 1495);
  hat(13351, 532, "Beechfield B682 Corduroy Hat (Black)", 1595);
  hat(13352, 532, "Beechfield B682 Corduroy Hat (Camel)", 1595);
  hat(13353, 532, "Beechfield B682 Corduroy Hat (Dark Olive)", 1595);
  hat(13354, 532, "Beechfield B682 Corduroy Hat (Oxford Navy)", 1595);
  return all;
}

bool contains(std::string_view placement, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), placement) != all.end();
}

}  // namespace

const Variant* find_variant(std::int64_t id) {
  static const std::map<std::int64_t, Variant> variants = make_variants();
  const auto found = variants.find(id);
  return found == variants.end() ? nullptr : &found->second;
}

bool has_placement(const Variant& variant, std::string_view placement) {
  if (variant.is_hat) return placement == "front_dtf_hat" || is_embroidery(variant, placement);
  return contains(placement,
                  {"default", "front", "back", "sleeve_left", "sleeve_right", "label_outside", "label_inside"});
}

bool is_embroidery(const Variant& variant, std::string_view placement) {
  return variant.is_hat &&
         contains(placement, {"default", "embroidery_front", "embroidery_front_large", "embroidery_back"});
}

std::int64_t placement_price_minor(std::string_view placement) {
  if (placement == "front_dtf_hat") return 295;
  if (placement == "back") return 595;
  return 0;
}

}  // namespace sandbox::printful
