#pragma once

#include <string>

#include "base/result.h"

namespace adapters::mustache {

// The text of <folder>/<name>.mustache with its partials put in, to 16 levels. A partial alone on its line takes the
// line's place. Error: kInternal naming the file that is missing, unreadable or nested without end.
base::Result<std::string> read_template(const std::string& folder, const std::string& name, int depth = 0);

}  // namespace adapters::mustache
