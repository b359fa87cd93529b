#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "http/url.h"
#include "sandbox/services/stripe/errors.h"

namespace sandbox::stripe {

// "a[0][b]=1&a[0][c]=&m[k]=v" -> {"a":[{"b":"1","c":""}],"m":{"k":"v"}}: objects, arrays ("[]" or indices) and texts.
// An error for broken brackets or a name that is used both as a value and as a container.
ApiResult<nlohmann::json> parse_form(const http::FormFields& fields);

enum class ParamType {
  kText,  // at most 5000 characters
  kInteger,
  kBoolean,
  kUrl,  // http or https
  kEmail,
  kCurrency,  // three letters; kept in lower case
  kMetadata,  // at most 50 texts; keys to 40, values to 500 characters
  kAnything,  // known to the API, not looked at here
};

// One parameter that an endpoint knows: "line_items[].price_data.currency". Containers follow from their members.
struct Param {
  std::string_view path;
  ParamType type = ParamType::kText;
  std::string_view choices = {};  // "a|b|c" where only these are allowed
};

// Checks a parsed form against what the endpoint knows and gives texts their types. An unknown name is an error with
// code parameter_unknown, as in the API.
ApiResult<nlohmann::json> check_params(const nlohmann::json& form, const std::vector<Param>& known);

}  // namespace sandbox::stripe
