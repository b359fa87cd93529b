#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ports/printer_catalog.h"

namespace adapters::printify {

// GET /catalog/blueprints/{blueprint}/print_providers/{provider}/variants.json. What cannot be read is kUnavailable.
base::Result<std::vector<ports::CatalogVariant>> read_variants(std::string_view body);

}  // namespace adapters::printify
