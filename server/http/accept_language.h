#pragma once

#include <string>
#include <string_view>

#include "domain/language.h"

namespace http {

// The language of the shop with the greatest weight in an Accept-Language header, the first of those that weigh the same;
// weights count in whole tenths, and what weighs less is not wanted. English where there is none.
// The proxy in front chooses in the same way, by accept_language_map.
domain::Language accepted_language(std::string_view header);

// The same as maps of nginx, which is server/local/languages.conf: $program_language from $http_accept_language; and
// $page_language from a page's address, by $request, which is there also where nginx refuses before it has an address.
std::string language_maps();

}  // namespace http
