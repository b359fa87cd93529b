#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace ports {

struct PrintArea {
  std::string position;  // "front"
  int width = 0;         // pixels
  int height = 0;
};

// A variant as the printer's catalog has it.
struct CatalogVariant {
  std::int64_t id = 0;
  std::string title;  // "Black / M"
  std::string color;
  std::string size;
  std::vector<PrintArea> areas;
};

// What can be made of one garment by one print provider, read from the printer's live catalog.
class PrinterCatalog {
 public:
  virtual ~PrinterCatalog() = default;
  // kNotFound where that print provider does not print that garment.
  virtual base::Result<std::vector<CatalogVariant>> variants(std::int64_t blueprint_id, std::int64_t print_provider_id) = 0;
};

}  // namespace ports
