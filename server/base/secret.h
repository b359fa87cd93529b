#pragma once

#include <string>
#include <utility>

namespace base {

// A value that must not reach a log, a URL or an error message: it has no printing, only `expose`.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  [[nodiscard]] const std::string& expose() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace base
