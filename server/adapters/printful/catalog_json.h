#pragma once

#include <string_view>

#include "base/result.h"

namespace adapters::printful {

enum class Availability {
  kAvailable,
  kOutOfStock,
  kNotPrinted,  // only embroidered: no variant for a shop of pictures, whatever its stock
};

// GET /v2/catalog-variants/{id}/availability?selling_region_name=all: whether it can be printed for the country, by any
// technique but embroidery. The narrowest region that holds the country decides; one that is not listed, or whose stock is
// unknown, is no reason to refuse, nor is an empty list of techniques. What cannot be read is kUnavailable.
base::Result<Availability> read_availability(std::string_view body, std::string_view country);

}  // namespace adapters::printful
