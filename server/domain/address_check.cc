#include "domain/address_check.h"

#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace domain {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kAbbreviations = {{
    {"STREET", "ST"},   {"AVENUE", "AVE"},  {"ROAD", "RD"},      {"BOULEVARD", "BLVD"}, {"DRIVE", "DR"},
    {"LANE", "LN"},     {"COURT", "CT"},    {"PLACE", "PL"},     {"SQUARE", "SQ"},      {"TERRACE", "TER"},
    {"HIGHWAY", "HWY"}, {"PARKWAY", "PKWY"}, {"CIRCLE", "CIR"},  {"TRAIL", "TRL"},      {"APARTMENT", "APT"},
    {"SUITE", "STE"},   {"FLOOR", "FL"},    {"BUILDING", "BLDG"}, {"NORTH", "N"},       {"SOUTH", "S"},
    {"EAST", "E"},      {"WEST", "W"},      {"SAINT", "ST"},     {"MOUNT", "MT"},       {"FORT", "FT"},
}};

std::string_view short_form(std::string_view word) {
  for (const auto& [whole, brief] : kAbbreviations) {
    if (word == whole) return brief;
  }
  return word;
}

// Upper-case words in their short forms, one blank between them. Letters beyond ASCII stay as they are.
std::string normal(std::string_view text) {
  std::string result, word;
  const auto end_word = [&] {
    if (word.empty()) return;
    result += (result.empty() ? "" : " ") + std::string(short_form(word));
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || byte >= 0x80) {
      word += static_cast<char>(std::toupper(byte));
    } else if (c != '\'' && c != '.') {
      end_word();
    }
  }
  end_word();
  return result;
}

bool same(std::string_view a, std::string_view b) { return normal(a) == normal(b); }

// 97201 is the beginning of 97201-4567.
bool same_postal_code(std::string_view typed, std::string_view verified) {
  const std::string a = normal(typed), b = normal(verified);
  return a == b || (a.size() == 5 && b.starts_with(a + " "));
}

void add(std::string& list, std::string_view part, bool differs) {
  if (differs) list += (list.empty() ? "" : ", ") + std::string(part);
}

}  // namespace

AddressDecision decide_address(const Address& typed, const Address& verified) {
  const bool street = same(typed.line1 + " " + typed.line2, verified.line1 + " " + verified.line2);
  const bool country = same(typed.country, verified.country);
  const bool code = same_postal_code(typed.postal_code, verified.postal_code);
  const bool city = same(typed.city, verified.city);
  const bool state = same(typed.state, verified.state);
  AddressDecision decision{AddressRemedy::kAsTyped, typed, {}};
  add(decision.what, "street", !street);
  add(decision.what, "postal code", !code);
  add(decision.what, "city", !city);
  add(decision.what, "state", !state);
  add(decision.what, "country", !country);
  if (decision.what.empty()) return decision;
  if (!street || !country || !(code || (city && state))) {
    decision.remedy = AddressRemedy::kAskBuyer;
    return decision;
  }
  decision.remedy = AddressRemedy::kCompleted;
  if (!code) decision.address.postal_code = verified.postal_code;
  if (!city) decision.address.city = verified.city;
  if (!state) decision.address.state = verified.state;
  return decision;
}

}  // namespace domain
