#include "adapters/printful/catalog_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "adapters/http_client/json_reading.h"

namespace adapters::printful {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

base::Failure unreadable(const char* cause) {
  return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.", cause);
}

// Narrowest first.
std::vector<std::string_view> regions_of(std::string_view country) {
  static const std::map<std::string_view, std::vector<std::string_view>> kOwn = {
      {"US", {"north_america"}},     {"CA", {"canada", "north_america"}}, {"GB", {"uk", "europe"}},
      {"DE", {"germany", "europe"}}, {"FR", {"france", "europe"}},        {"ES", {"spain", "europe"}},
      {"IT", {"italy", "europe"}},   {"AU", {"australia"}},               {"NZ", {"new_zealand"}},
      {"JP", {"japan"}},             {"BR", {"brazil"}}};
  static constexpr std::string_view kEurope = " IE NL BE LU AT CH PT DK SE NO FI PL CZ ";
  std::vector<std::string_view> regions;
  if (const auto own = kOwn.find(country); own != kOwn.end()) regions = own->second;
  if (kEurope.find(" " + std::string(country) + " ") != std::string_view::npos) regions = {"europe"};
  regions.emplace_back("worldwide");
  return regions;
}

std::string stock_in(const json& technique, const std::vector<std::string_view>& regions) {
  for (const auto wanted : regions) {
    for (const json& region : member(technique, {"selling_regions"})) {
      if (text_at(region, {"name"}) == wanted) return text_at(region, {"availability"});
    }
  }
  return "unknown";
}

}  // namespace

base::Result<Availability> read_availability(std::string_view body, std::string_view country) {
  const auto answer = http_client::parse_json(body);
  const json& techniques = answer ? member(*answer, {"data", "techniques"}) : json{};
  if (!techniques.is_array()) return unreadable("Printful's answer holds no availability");
  if (techniques.empty()) return Availability::kAvailable;
  const auto regions = regions_of(country);
  auto found = Availability::kNotPrinted;
  for (const json& technique : techniques) {
    if (text_at(technique, {"technique"}) == "embroidery") continue;
    const std::string stock = stock_in(technique, regions);
    if (stock != "out of stock" && stock != "not fulfillable") return Availability::kAvailable;
    found = Availability::kOutOfStock;
  }
  return found;
}

}  // namespace adapters::printful
