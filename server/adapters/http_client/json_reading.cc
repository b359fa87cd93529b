#include "adapters/http_client/json_reading.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace adapters::http_client {

using nlohmann::json;

std::optional<json> parse_json(std::string_view text) {
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

const json& member(const json& value, std::initializer_list<std::string_view> path) {
  static const json kNull;
  const json* at = &value;
  for (const std::string_view name : path) {
    if (!at->is_object()) return kNull;
    const auto found = at->find(name);
    if (found == at->end()) return kNull;
    at = &*found;
  }
  return *at;
}

std::string text_at(const json& value, std::initializer_list<std::string_view> path) {
  const json& found = member(value, path);
  if (found.is_string()) return found.get<std::string>();
  if (found.is_number_integer()) return found.dump();
  return {};
}

std::int64_t integer_at(const json& value, std::initializer_list<std::string_view> path) {
  const json& found = member(value, path);
  return found.is_number_integer() ? found.get<std::int64_t>() : 0;
}

bool flag_at(const json& value, std::initializer_list<std::string_view> path) {
  const json& found = member(value, path);
  return found.is_boolean() && found.get<bool>();
}

std::optional<base::Timestamp> time_at(const json& value, std::initializer_list<std::string_view> path) {
  const std::string text = text_at(value, path);
  long long seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr long long kYear5138 = 100'000'000'000;  // beyond, milliseconds would overflow sooner or later
  if (!text.empty() && error == std::errc{} && end == text.data() + text.size()) {
    if (seconds < 0 || seconds > kYear5138) return std::nullopt;
    return base::from_unix_seconds(seconds);
  }
  return base::from_rfc3339(text);
}

std::string for_log(std::string_view text) {
  std::string line{text.substr(0, 300)};
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

}  // namespace adapters::http_client
