#pragma once

#include <array>
#include <span>
#include <string_view>

namespace domain {

// A garment laid flat, in centimetres, by its maker's size chart.
struct Measurement {
  std::string_view size;
  int width_cm = 0;
  int length_cm = 0;
};

// Bella+Canvas 3001.
inline constexpr std::array kTeeMeasurements = {Measurement{"S", 46, 71}, Measurement{"M", 51, 74},
                                                Measurement{"L", 56, 76}, Measurement{"XL", 61, 79},
                                                Measurement{"2XL", 66, 81}};
// Gildan 18500.
inline constexpr std::array kHoodieMeasurements = {Measurement{"S", 51, 69}, Measurement{"M", 56, 71},
                                                   Measurement{"L", 61, 74}, Measurement{"XL", 66, 76},
                                                   Measurement{"2XL", 71, 79}};

// Empty for what comes in one size.
constexpr std::span<const Measurement> measurements_of(std::string_view product_sku) {
  if (product_sku == "tee") return kTeeMeasurements;
  if (product_sku == "hoodie") return kHoodieMeasurements;
  return {};
}

}  // namespace domain
