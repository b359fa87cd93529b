#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/timestamp.h"

namespace adapters::postgres {

// One parameter of a statement, in PostgreSQL's text form; absent means NULL.
class Param {
 public:
  Param(std::string_view text) : text_(text) {}
  Param(const std::string& text) : text_(text) {}
  Param(const char* text) : text_(text) {}
  Param(int number) : text_(std::to_string(number)) {}
  Param(std::int64_t number) : text_(std::to_string(number)) {}
  Param(base::Timestamp time) : text_(base::to_rfc3339(time)) {}
  Param(std::nullopt_t) {}
  template <class Tag>
  Param(const base::Id<Tag>& id) : text_(id.value) {}
  template <class T>
  Param(const std::optional<T>& value) {
    if (value) text_ = Param(*value).text_;
  }

  [[nodiscard]] const std::optional<std::string>& text() const { return text_; }

 private:
  std::optional<std::string> text_;
};

using Params = std::vector<Param>;

// bytea as a parameter: its text form.
Param bytes_param(std::string_view bytes);

// One row of an answer. Reading a column that is not there, is NULL where a value is asked for, or does not parse is a
// mistake of the program: std::logic_error.
class Row {
 public:
  using Columns = std::shared_ptr<const std::vector<std::string>>;
  Row(Columns columns, std::vector<std::optional<std::string>> values)
      : columns_(std::move(columns)), values_(std::move(values)) {}

  [[nodiscard]] const std::optional<std::string>& optional_text(std::string_view column) const;
  [[nodiscard]] const std::string& text(std::string_view column) const;
  [[nodiscard]] std::int64_t big_integer(std::string_view column) const;
  [[nodiscard]] int integer(std::string_view column) const;
  [[nodiscard]] std::optional<int> optional_integer(std::string_view column) const;
  [[nodiscard]] bool boolean(std::string_view column) const;
  [[nodiscard]] base::Timestamp time(std::string_view column) const;
  [[nodiscard]] std::optional<base::Timestamp> optional_time(std::string_view column) const;
  [[nodiscard]] std::string bytes(std::string_view column) const;

 private:
  Columns columns_;
  std::vector<std::optional<std::string>> values_;
};

// An answer: its rows, and how many rows an INSERT, UPDATE or DELETE touched.
struct Rows {
  std::vector<Row> rows;
  std::size_t affected = 0;

  [[nodiscard]] bool empty() const { return rows.empty(); }
  [[nodiscard]] const Row& front() const { return rows.front(); }
};

}  // namespace adapters::postgres
