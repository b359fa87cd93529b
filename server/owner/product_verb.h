#pragma once

#include <functional>

#include "ports/database.h"
#include "ports/printer_catalog.h"

namespace CLI {
class App;
}

namespace owner {

// `products list`, `products map PRODUCT --blueprint B --print-provider P`, `products provider PRODUCT printful|printify`.
// The returned function runs what was asked and gives the process's exit status; its catalog is Printify's, null where
// Printify is not configured.
std::function<int(ports::Database&, ports::PrinterCatalog*)> declare_product_verb(CLI::App& cli);

}  // namespace owner
