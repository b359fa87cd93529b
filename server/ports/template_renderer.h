#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/language.h"

namespace ports {

class TemplateRenderer {
 public:
  virtual ~TemplateRenderer() = default;
  // `name` without extension, relative to the template folder: "landing", "mail/shipped.html". Values are
  // HTML-escaped unless the template's name ends in ".text". Partials are other templates. The template's words are
  // those of the language. Error: kInternal.
  virtual base::Result<std::string> render(std::string_view name, domain::Language language,
                                           const nlohmann::json& context) = 0;
};

}  // namespace ports
