#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "domain/printer.h"

namespace domain {

// What a buyer chooses and the printer makes: one size in one colour.
struct Variant {
  std::string sku;  // "tee-white-m"; unique over all products
  std::string size;
  std::string color;
  std::string color_hex;                 // "#ffffff"
  std::int64_t printful_variant_id = 0;  // never the printer's product id
  base::Money price;
  std::optional<PrintifyArticle> printify{};  // once the owner has found it in Printify's catalog

  bool operator==(const Variant&) const = default;
};

struct Product {
  std::int64_t id = 0;
  std::string sku;  // "tee"
  std::string name;
  std::string description;
  std::string print_spec;        // compositor::PrintSpec name
  std::string placement;         // the printer's name for the printed place: "default", "front_dtf_hat"
  std::string technique;         // "dtg", "dtfilm"; never embroidery: it cannot reproduce a picture
  base::Money price;             // of the cheapest variant
  std::vector<Variant> variants; // in the order to show
  std::string provider{kPrintful};  // who makes it: kPrintify only where every variant has its article

  [[nodiscard]] const Variant* find_variant(std::string_view sku) const {
    for (const Variant& variant : variants) {
      if (variant.sku == sku) return &variant;
    }
    return nullptr;
  }

  bool operator==(const Product&) const = default;
};

// Where we ship, and the flat rate where the printer tells none. The hosted payment page cannot price by address after it opens.
struct ShippingPolicy {
  std::string name;  // "Standard shipping"
  base::Money price;
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2, those the printer serves

  bool operator==(const ShippingPolicy&) const = default;
};

}  // namespace domain
