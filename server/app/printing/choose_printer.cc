#include "app/printing/choose_printer.h"

#include <algorithm>
#include <cctype>

namespace app {
namespace {

using base::ErrorCode;
using domain::Product;
using domain::Variant;
using ports::CatalogVariant;

bool same_word(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

const CatalogVariant* find_like(const std::vector<CatalogVariant>& listed, const Variant& variant) {
  const auto found = std::find_if(listed.begin(), listed.end(), [&](const CatalogVariant& theirs) {
    return same_word(theirs.color, variant.color) && same_word(theirs.size, variant.size);
  });
  return found == listed.end() ? nullptr : &*found;
}

bool has_place(const CatalogVariant& variant, const std::string& position) {
  return std::any_of(variant.areas.begin(), variant.areas.end(), [&](const auto& area) { return area.position == position; });
}

base::Result<void> match(Product& product, const std::vector<CatalogVariant>& listed, const PrintifyGarment& garment) {
  std::string missing;
  for (Variant& variant : product.variants) {
    const CatalogVariant* theirs = find_like(listed, variant);
    if (!theirs) {
      missing += (missing.empty() ? "" : ", ") + variant.color + " / " + variant.size;
      continue;
    }
    if (!has_place(*theirs, garment.position)) {
      return base::fail(ErrorCode::kNotFound, "Printify prints nothing there: " + garment.position);
    }
    variant.printify = {garment.blueprint_id, garment.print_provider_id, theirs->id, garment.position};
  }
  if (!missing.empty()) return base::fail(ErrorCode::kConflict, "Printify does not have: " + missing);
  return {};
}

// Reads, changes and stores one product.
template <class Change>
base::Result<Product> change_product(ports::Database& database, const std::string& sku, Change change) {
  return ports::with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<Product> {
    for (Product& product : transaction.products().list()) {
      if (product.sku != sku) continue;
      if (const base::Result<void> changed = change(product); !changed) return base::forward_error(changed);
      transaction.products().save_printing(product);
      return product;
    }
    return base::fail(ErrorCode::kNotFound, "We sell no product of this name: " + sku);
  });
}

}  // namespace

base::Result<Product> find_at_printify(ports::Database& database, ports::PrinterCatalog& catalog, const std::string& product_sku,
                                       const PrintifyGarment& garment) {
  const auto listed = catalog.variants(garment.blueprint_id, garment.print_provider_id);
  if (!listed) return base::forward_error(listed);
  return change_product(database, product_sku, [&](Product& product) { return match(product, *listed, garment); });
}

base::Result<Product> choose_printer(ports::Database& database, const std::string& product_sku, const std::string& provider) {
  return change_product(database, product_sku, [&](Product& product) -> base::Result<void> {
    const bool known = std::all_of(product.variants.begin(), product.variants.end(),
                                   [](const Variant& variant) { return variant.printify.has_value(); });
    if (provider == domain::kPrintify && !known) {
      return base::fail(ErrorCode::kConflict, "Find its variants at Printify first: picasso_pet products map " + product.sku);
    }
    product.provider = provider;
    return {};
  });
}

base::Result<std::vector<Product>> list_products(ports::Database& database) {
  return ports::with_transaction(database, [](ports::Transaction& transaction) {
    return base::Result<std::vector<Product>>(transaction.products().list());
  });
}

}  // namespace app
