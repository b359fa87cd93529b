#include "app/catalog_words.h"

namespace app {
namespace {

// "One size" -> "one_size"
std::string key_part(const std::string& words) {
  std::string key;
  for (const char c : words) key += c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

std::string words_or(const ports::Wording& wording, domain::Language language, const std::string& key,
                     const std::string& otherwise) {
  return wording.pattern(language, key) ? wording.text(language, key) : otherwise;
}

}  // namespace

std::string product_name(const ports::Wording& wording, domain::Language language, const domain::Product& product) {
  return words_or(wording, language, "product." + product.sku + ".name", product.name);
}

std::string product_description(const ports::Wording& wording, domain::Language language,
                                const domain::Product& product) {
  return words_or(wording, language, "product." + product.sku + ".description", product.description);
}

std::string product_summary(const ports::Wording& wording, domain::Language language, const domain::Product& product) {
  return words_or(wording, language, "product." + product.sku + ".summary", "");
}

std::string product_material(const ports::Wording& wording, domain::Language language, const domain::Product& product) {
  return words_or(wording, language, "product." + product.sku + ".material", "");
}

std::string color_name(const ports::Wording& wording, domain::Language language, const std::string& color) {
  return words_or(wording, language, "color." + key_part(color), color);
}

std::string size_name(const ports::Wording& wording, domain::Language language, const std::string& size) {
  return words_or(wording, language, "size." + key_part(size), size);
}

std::string shipping_name(const ports::Wording& wording, domain::Language language,
                          const domain::ShippingPolicy& policy) {
  return words_or(wording, language, "shipping_rate." + key_part(policy.name), policy.name);
}

}  // namespace app
