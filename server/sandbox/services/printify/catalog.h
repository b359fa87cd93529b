#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace sandbox::printify {

// One thing that a print provider makes of a blueprint. Blueprints and print provider are the real catalog's, the variants'
// numbers are the stand-in's own.
struct Variant {
  std::int64_t id;
  std::int64_t blueprint_id;
  std::int64_t print_provider_id;
  std::string color;
  std::string size;
  std::int64_t cost_minor;  // USD
};

const std::vector<Variant>& variants();
const Variant* find_variant(std::int64_t blueprint_id, std::int64_t print_provider_id, std::int64_t id);

// Answer of .../variants.json; `out_of_stock` are ids between commas, which are left out. Null when nobody makes that.
nlohmann::json variants_json(std::int64_t blueprint_id, std::int64_t print_provider_id, const std::string& out_of_stock);

// "front", "back"
bool has_position(const std::string& position);

}  // namespace sandbox::printify
