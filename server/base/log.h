#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace base {

enum class LogLevel { kInfo, kWarning, kError };

using LogField = std::pair<std::string_view, std::string>;

// One JSON object a line on standard error, whole lines even from many threads; Cloud Logging's field names
// (severity, message, time). Never pass a secret, an address or a photo's content.
void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

void log_error(std::string_view message, const Error& error, std::initializer_list<LogField> fields = {});

}  // namespace base
