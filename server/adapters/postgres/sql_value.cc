#include "adapters/postgres/sql_value.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/digest.h"

namespace adapters::postgres {
namespace {

std::logic_error misread(std::string_view column) {
  return std::logic_error("column " + std::string(column) + " is not what the program expects");
}

}  // namespace

Param bytes_param(std::string_view bytes) { return {"\\x" + base::to_hex(bytes)}; }

const std::optional<std::string>& Row::optional_text(std::string_view column) const {
  const auto found = std::find(columns_->begin(), columns_->end(), column);
  if (found == columns_->end()) throw misread(column);
  return values_[static_cast<std::size_t>(found - columns_->begin())];
}

const std::string& Row::text(std::string_view column) const {
  const auto& value = optional_text(column);
  if (!value) throw misread(column);
  return *value;
}

std::int64_t Row::big_integer(std::string_view column) const {
  const std::string& digits = text(column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) throw misread(column);
  return number;
}

int Row::integer(std::string_view column) const { return static_cast<int>(big_integer(column)); }

std::optional<int> Row::optional_integer(std::string_view column) const {
  if (!optional_text(column)) return std::nullopt;
  return integer(column);
}

bool Row::boolean(std::string_view column) const { return text(column) == "t"; }

base::Timestamp Row::time(std::string_view column) const {
  // Sessions run in UTC, so the text ends in "+00".
  const auto time = base::from_rfc3339(text(column) + ":00");
  if (!time) throw misread(column);
  return *time;
}

std::optional<base::Timestamp> Row::optional_time(std::string_view column) const {
  if (!optional_text(column)) return std::nullopt;
  return time(column);
}

std::string Row::bytes(std::string_view column) const {
  const std::string& hex = text(column);
  if (!hex.starts_with("\\x")) throw misread(column);
  const auto bytes = base::from_hex(std::string_view(hex).substr(2));
  if (!bytes) throw misread(column);
  return *bytes;
}

}  // namespace adapters::postgres
