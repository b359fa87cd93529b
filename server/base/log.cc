#include "base/log.h"

#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/timestamp.h"

namespace base {
namespace {

std::string_view severity(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo: return "INFO";
    case LogLevel::kWarning: return "WARNING";
    case LogLevel::kError: return "ERROR";
  }
  return "ERROR";
}

template <class Fields>
void write_line(LogLevel level, std::string_view message, const Fields& fields) {
  nlohmann::ordered_json line;
  line["time"] = to_rfc3339(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  line["severity"] = severity(level);
  line["message"] = message;
  for (const auto& [name, value] : fields) line[std::string(name)] = value;
  std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  text += '\n';
  // One write keeps lines of several threads and processes whole.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  write_line(level, message, fields);
}

void log_error(std::string_view message, const Error& error, std::initializer_list<LogField> fields) {
  std::vector<LogField> all{{"code", std::string(error_code_name(error.code))}, {"cause", error.cause}};
  if (error.cause.empty()) all[1].second = error.public_message;
  all.insert(all.end(), fields.begin(), fields.end());
  write_line(LogLevel::kError, message, all);
}

}  // namespace base
