#pragma once

#include <string>
#include <string_view>

#include "domain/language.h"

namespace app {

// The signed part of the link that confirms a deletion: knowing it proves that one reads the address's mail.
std::string deletion_signature(std::string_view signing_key, std::string_view request_id);

// "<base>/privacy/delete/confirm?id=<request>&t=<signature>", in German "<base>/de/privacy/..."
std::string deletion_link(std::string_view public_base_url, std::string_view signing_key, std::string_view request_id,
                          domain::Language language);

}  // namespace app
