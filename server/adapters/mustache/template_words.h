#pragma once

#include <string>

#include "base/result.h"
#include "ports/wording.h"

namespace adapters::mustache {

// The template with every {{@ key}} replaced by that text; the text's {param} becomes the template's {{param}}. In HTML
// the text is escaped, unless its key ends in "_html": then it holds markup of ours. Error: kInternal naming the key
// that is unknown or unclosed, or whose text needs more than plain params.
base::Result<std::string> put_in_words(const std::string& source, const ports::Wording& wording,
                                       domain::Language language, bool html);

}  // namespace adapters::mustache
