#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adapters::http_client {

// RFC 3986: everything but letters, digits and -._~ as %XX.
std::string percent_encode(std::string_view text);

// An application/x-www-form-urlencoded body in the order of the calls. Nesting by brackets is part of the name:
// add("line_items[0][quantity]", 2).
class FormBody {
 public:
  void add(std::string_view name, std::string_view value);
  void add(std::string_view name, const char* value) { add(name, std::string_view{value}); }
  void add(std::string_view name, bool value) { add(name, value ? "true" : "false"); }
  void add(std::string_view name, std::int64_t value) { add(name, std::to_string(value)); }
  void add(std::string_view name, int value) { add(name, std::to_string(value)); }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace adapters::http_client
