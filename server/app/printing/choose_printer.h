#pragma once

#include <string>
#include <vector>

#include "ports/database.h"
#include "ports/printer_catalog.h"

namespace app {

// Where an article is looked for: a garment, who prints it, and the printed place.
struct PrintifyGarment {
  std::int64_t blueprint_id = 0;
  std::int64_t print_provider_id = 0;
  std::string position = "front";
};

// Finds each variant of the product in Printify's live catalog, by its colour and size, and keeps what was found; carts and
// orders there are do not change. kNotFound: no such product, garment or place; kConflict: variants that Printify does not
// have, by name. Then nothing is stored: a list that is off by one would send another article.
base::Result<domain::Product> find_at_printify(ports::Database& database, ports::PrinterCatalog& catalog,
                                               const std::string& product_sku, const PrintifyGarment& garment);

// Who makes the product from now on. kConflict: Printify, but its articles were not found yet.
base::Result<domain::Product> choose_printer(ports::Database& database, const std::string& product_sku,
                                             const std::string& provider);

base::Result<std::vector<domain::Product>> list_products(ports::Database& database);

}  // namespace app
