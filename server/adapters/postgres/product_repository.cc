#include "adapters/postgres/product_repository.h"

#include <nlohmann/json.hpp>

#include "adapters/postgres/printify_article.h"

namespace adapters::postgres {
namespace {

std::vector<domain::Variant> variants_from(const std::string& json, const std::string& currency) {
  std::vector<domain::Variant> variants;
  for (const auto& entry : nlohmann::json::parse(json)) {
    variants.push_back({entry.at("sku"), entry.at("size"), entry.at("color"), entry.at("color_hex"),
                        entry.at("printful_variant_id"), {entry.at("price_cents"), currency},
                        entry.contains("printify") ? article_from(entry.at("printify").dump()) : std::nullopt});
  }
  return variants;
}

domain::Product product_from(const Row& row) {
  const std::string& currency = row.text("currency");
  return {row.big_integer("id"),
          row.text("sku"),
          row.text("name"),
          row.text("description"),
          row.text("print_spec"),
          row.text("placement"),
          row.text("technique"),
          {row.big_integer("price_cents"), currency},
          variants_from(row.text("variants"), currency),
          row.text("provider")};
}

}  // namespace

std::vector<domain::Product> PostgresProductRepository::list() {
  std::vector<domain::Product> products;
  for (const auto& row : session_.execute("SELECT * FROM products ORDER BY position, id").rows) {
    products.push_back(product_from(row));
  }
  return products;
}

void PostgresProductRepository::save_printing(const domain::Product& product) {
  const auto rows = session_.execute("SELECT variants FROM products WHERE id = $1 FOR UPDATE", {product.id});
  if (rows.empty()) throw std::logic_error("no such product");
  auto variants = nlohmann::json::parse(rows.front().text("variants"));
  for (auto& entry : variants) {
    const auto* variant = product.find_variant(entry.at("sku").get<std::string>());
    const auto article = variant ? article_text(variant->printify) : std::nullopt;
    entry.erase("printify");
    if (article) entry["printify"] = nlohmann::json::parse(*article);
  }
  session_.execute("UPDATE products SET provider = $2, variants = $3 WHERE id = $1",
                   {product.id, product.provider, variants.dump()});
}

domain::ShippingPolicy PostgresProductRepository::shipping_policy() {
  const auto rows = session_.execute("SELECT name, price_cents, currency, to_json(countries) AS countries FROM shipping_policies");
  if (rows.empty()) throw std::logic_error("no shipping policy is stored");
  const Row& row = rows.front();
  return {row.text("name"),
          {row.big_integer("price_cents"), row.text("currency")},
          nlohmann::json::parse(row.text("countries")).get<std::vector<std::string>>()};
}

}  // namespace adapters::postgres
