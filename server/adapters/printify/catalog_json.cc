#include "adapters/printify/catalog_json.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::printify {
namespace {

using http_client::integer_at;
using http_client::member;
using http_client::text_at;

ports::CatalogVariant read_variant(const nlohmann::json& entry) {
  ports::CatalogVariant variant{integer_at(entry, {"id"}), text_at(entry, {"title"}), text_at(entry, {"options", "color"}),
                                text_at(entry, {"options", "size"}), {}};
  for (const auto& place : member(entry, {"placeholders"})) {
    variant.areas.push_back({text_at(place, {"position"}), static_cast<int>(integer_at(place, {"width"})),
                             static_cast<int>(integer_at(place, {"height"}))});
  }
  return variant;
}

}  // namespace

base::Result<std::vector<ports::CatalogVariant>> read_variants(std::string_view body) {
  const auto answer = http_client::parse_json(body);
  if (!answer || !member(*answer, {"variants"}).is_array()) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                      "Printify's answer holds no variants");
  }
  std::vector<ports::CatalogVariant> variants;
  for (const auto& entry : member(*answer, {"variants"})) variants.push_back(read_variant(entry));
  return variants;
}

}  // namespace adapters::printify
