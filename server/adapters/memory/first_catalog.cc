#include "adapters/memory/first_catalog.h"

#include <string>

namespace adapters::memory {
namespace {

const std::vector<std::string> kApparelSizes = {"S", "M", "L", "XL", "2XL"};

std::string sku_part(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// One colour in all sizes; the printer numbers them consecutively.
void add_color(domain::Product& product, const std::string& color, const std::string& hex, std::int64_t first_id,
               std::int64_t extra_2xl_minor) {
  for (const auto& size : kApparelSizes) {
    const std::int64_t extra = size == "2XL" ? extra_2xl_minor : 0;
    product.variants.push_back({product.sku + "-" + sku_part(color) + "-" + sku_part(size), size, color, hex, first_id++,
                                {product.price.minor + extra, "USD"}});
  }
}

domain::Product tee() {
  domain::Product product{
      1, "tee", "Unisex tee",
      "A soft, light tee in ring-spun cotton (Bella+Canvas 3001). Your painting is printed on the chest, "
      "30 x 40 cm, with water-based inks.",
      "tee", "default", "dtg", {2900, "USD"}, {}};
  add_color(product, "White", "#ffffff", 4011, 0);
  add_color(product, "Black", "#14191e", 4016, 0);
  return product;
}

domain::Product hoodie() {
  domain::Product product{
      2, "hoodie", "Unisex hoodie",
      "A warm, heavy hoodie in a cotton blend with a front pocket (Gildan 18500). Your painting is printed on the chest "
      "above the pocket, 35 x 35 cm, with water-based inks.",
      "hoodie", "default", "dtg", {4900, "USD"}, {}};
  add_color(product, "Black", "#14191e", 5530, 200);
  return product;
}

domain::Product hat() {
  domain::Product product{
      3, "hat", "Corduroy hat",
      "A washed cotton corduroy cap with an adjustable strap (Beechfield B682). Your painting is a full-colour film print "
      "across the front, 12.7 x 5 cm.",
      "hat", "front_dtf_hat", "dtfilm", {3200, "USD"}, {}};
  const struct {
    const char* color;
    const char* hex;
    std::int64_t id;
  } colors[] = {{"Black", "#1d1c1a", 13351}, {"Camel", "#b08552", 13352}, {"Olive", "#55553a", 13353},
                {"Navy", "#1f2a44", 13354}};
  for (const auto& [color, hex, id] : colors) {
    product.variants.push_back({"hat-" + sku_part(color), "One size", color, hex, id, product.price});
  }
  return product;
}

}  // namespace

std::vector<domain::Product> first_catalog() { return {tee(), hoodie(), hat()}; }

domain::ShippingPolicy first_shipping_policy() {
  return {"Standard shipping",
          {499, "USD"},
          {"US", "CA", "GB", "IE", "DE", "FR", "NL", "BE", "LU", "AT", "CH", "ES",
           "PT", "IT", "DK", "SE", "NO", "FI", "PL", "CZ", "AU", "NZ", "JP"}};
}

}  // namespace adapters::memory
