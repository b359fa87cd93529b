#include "sandbox/services/easypost/addresses.h"

#include <cctype>
#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "sandbox/services/random_id.h"

namespace sandbox::easypost {
namespace {

using Json = nlohmann::json;

std::string capitals(const Json& from, const char* name) {
  std::string text = from.contains(name) && from[name].is_string() ? from[name].get<std::string>() : "";
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

void replace(std::string& text, std::string_view what, std::string_view by) {
  if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
}

Json verification(bool success) {
  Json errors = Json::array();
  if (!success) {
    errors.push_back({{"code", "E.ADDRESS.NOT_FOUND"}, {"field", "address"}, {"message", "Address not found"}, {"suggestion", nullptr}});
  }
  return {{"success", success}, {"errors", errors}, {"details", success ? Json::object() : Json()}};
}

}  // namespace

Json make_address(const World& world, const Json& wanted, bool verify) {
  Json address = {{"id", random_id("adr_", 32)}, {"object", "Address"}, {"mode", "test"},
                  {"created_at", base::to_rfc3339(base::from_unix_seconds(world.now_s()))}};
  for (const char* name : {"street1", "street2", "city", "state", "zip", "country"}) address[name] = capitals(wanted, name);
  address["verifications"] = Json::object();
  if (!verify) return address;
  std::string street = address["street1"];
  std::string zip = address["zip"];
  const bool found = street.find("NOWHERE") == std::string::npos && !street.empty();
  replace(street, "OLD STREET", "NEW STREET");
  if (zip == "99999") zip = "97201";
  if (found && zip.size() == 5 && address["country"] == "US") zip += "-4567";
  address["street1"] = street;
  address["zip"] = zip;
  address["verifications"] = {{"delivery", verification(found)}};
  return address;
}

}  // namespace sandbox::easypost
