#include "sandbox/services/printify/catalog.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kPrintifyChoice = 99;
constexpr const char* kSizes[] = {"S", "M", "L", "XL", "2XL"};

void add(std::vector<Variant>& all, std::int64_t blueprint, std::int64_t first, const char* color, std::int64_t cost) {
  for (const char* size : kSizes) all.push_back({first++, blueprint, kPrintifyChoice, color, size, cost});
}

std::vector<Variant> make_variants() {
  std::vector<Variant> all;
  add(all, 12, 18100, "Black", 1050);  // Bella+Canvas 3001
  add(all, 12, 18540, "White", 980);
  add(all, 77, 32912, "White", 2010);  // Gildan 18500
  add(all, 77, 32918, "Black", 2080);
  return all;
}

Json placeholders(std::int64_t blueprint) {
  const bool tee = blueprint == 12;
  return {{{"position", "front"}, {"width", tee ? 3600 : 3531}, {"height", tee ? 4800 : 2352}},
          {{"position", "back"}, {"width", 3600}, {"height", 4800}}};
}

}  // namespace

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = make_variants();
  return all;
}

const Variant* find_variant(std::int64_t blueprint_id, std::int64_t print_provider_id, std::int64_t id) {
  const auto found = std::find_if(variants().begin(), variants().end(), [&](const Variant& variant) {
    return variant.blueprint_id == blueprint_id && variant.print_provider_id == print_provider_id && variant.id == id;
  });
  return found == variants().end() ? nullptr : &*found;
}

Json variants_json(std::int64_t blueprint_id, std::int64_t print_provider_id, const std::string& out_of_stock) {
  Json listed = Json::array();
  bool any = false;
  for (const Variant& variant : variants()) {
    if (variant.blueprint_id != blueprint_id || variant.print_provider_id != print_provider_id) continue;
    any = true;
    if (("," + out_of_stock + ",").find("," + std::to_string(variant.id) + ",") != std::string::npos) continue;
    listed.push_back({{"id", variant.id},
                      {"title", variant.color + " / " + variant.size},
                      {"options", {{"color", variant.color}, {"size", variant.size}}},
                      {"placeholders", placeholders(blueprint_id)}});
  }
  if (!any) return nullptr;
  return {{"id", print_provider_id}, {"title", "Printify Choice"}, {"variants", listed}};
}

bool has_position(const std::string& position) { return position == "front" || position == "back"; }

}  // namespace sandbox::printify
