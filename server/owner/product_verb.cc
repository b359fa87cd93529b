#include "owner/product_verb.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/printing/choose_printer.h"

namespace owner {
namespace {

struct Asked {
  std::string product;
  std::string provider;
  app::PrintifyGarment garment;
};

void print(const domain::Product& product) {
  const auto known = std::count_if(product.variants.begin(), product.variants.end(), [](const auto& v) { return v.printify.has_value(); });
  std::printf("%-8s made by %-9s %s; %td of %zu variants found at Printify\n", product.sku.c_str(), product.provider.c_str(),
              product.name.c_str(), known, product.variants.size());
}

int complain(const base::Error& error) {
  std::fprintf(stderr, "%s%s%s\n", error.public_message.c_str(), error.cause.empty() ? "" : " ", error.cause.c_str());
  return 1;
}

int list(ports::Database& database) {
  const auto products = app::list_products(database);
  if (!products) return complain(products.error());
  for (const auto& product : *products) print(product);
  return 0;
}

int change(ports::Database& database, ports::PrinterCatalog* catalog, const Asked& asked, bool map) {
  if (!catalog && (map || asked.provider == domain::kPrintify)) {
    return complain({base::ErrorCode::kInvalidInput, "Printify is not configured: PRINTIFY_API_BASE and the others are missing.", {}, {}});
  }
  const auto product = map ? app::find_at_printify(database, *catalog, asked.product, asked.garment)
                           : app::choose_printer(database, asked.product, asked.provider);
  if (!product) return complain(product.error());
  print(*product);
  return 0;
}

}  // namespace

std::function<int(ports::Database&, ports::PrinterCatalog*)> declare_product_verb(CLI::App& cli) {
  auto asked = std::make_shared<Asked>();
  auto* verb = cli.add_subcommand("products", "who makes each product");
  verb->require_subcommand(1);
  auto* listing = verb->add_subcommand("list", "the products and who makes them");
  auto* mapping = verb->add_subcommand("map", "find a product's variants in Printify's catalog, by colour and size");
  mapping->add_option("PRODUCT", asked->product, "tee, hoodie, hat")->required();
  mapping->add_option("--blueprint", asked->garment.blueprint_id, "the garment's number at Printify")->required();
  mapping->add_option("--print-provider", asked->garment.print_provider_id, "number of who prints it")->required();
  mapping->add_option("--position", asked->garment.position, "the printed place")->capture_default_str();
  auto* choosing = verb->add_subcommand("provider", "say who makes a product from now on");
  choosing->add_option("PRODUCT", asked->product, "tee, hoodie, hat")->required();
  choosing->add_option("PROVIDER", asked->provider, "printful or printify")
      ->required()
      ->check(CLI::IsMember({std::string(domain::kPrintful), std::string(domain::kPrintify)}));
  return [asked, listing, mapping](ports::Database& database, ports::PrinterCatalog* catalog) {
    return listing->parsed() ? list(database) : change(database, catalog, *asked, mapping->parsed());
  };
}

}  // namespace owner
