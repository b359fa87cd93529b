#pragma once

#include "adapters/memory/memory_fulfillment_provider.h"
#include "app/printing/choose_printer.h"
#include "app/test_shop.h"

namespace test {

// Black hoodies of Gildan's in all sizes.
class CatalogOfHoodies : public ports::PrinterCatalog {
 public:
  CatalogOfHoodies() {
    std::int64_t id = 32918;
    for (const char* size : {"s", "m", "l", "xl", "2xl"}) listed.push_back({id++, "", "BLACK", upper(size), {{"front", 3531, 2352}}});
  }
  base::Result<std::vector<ports::CatalogVariant>> variants(std::int64_t, std::int64_t) override { return listed; }

  std::vector<ports::CatalogVariant> listed;

 private:
  static std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
  }
};

// The shop with a second printer.
class PrintifyShop : public TestShop {
 public:
  PrintifyShop() { services.printers.add(domain::kPrintify, printify); }

  domain::Product product(const std::string& sku) {
    const auto products = app::list_products(database);
    for (const auto& product : *products) {
      if (product.sku == sku) return product;
    }
    throw std::runtime_error("no such product");
  }
  void let_printify_make(const std::string& sku) {
    if (!app::find_at_printify(database, catalog, sku, {77, 99, "front"}) || !app::choose_printer(database, sku, "printify")) {
      throw std::runtime_error("the printer could not be chosen");
    }
  }

  CatalogOfHoodies catalog;
  adapters::memory::MemoryFulfillmentProvider printify;
};

}  // namespace test
