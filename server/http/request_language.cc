#include "http/request_language.h"

#include "http/accept_language.h"

namespace http {
namespace {

using domain::Language;

bool has_prefix(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

}  // namespace

void find_language(Request& request) {
  if (request.path.starts_with("/api/")) {
    request.language = accepted_language(request.header("accept-language"));
    return;
  }
  for (const Language language : domain::kLanguages) {
    const std::string prefix = path_prefix(language);
    if (prefix.empty() || !has_prefix(request.path, prefix)) continue;
    const std::string rest = request.path.substr(prefix.size());
    if (rest.starts_with("/api/")) return;  // there is nothing at this address
    request.language = language;
    request.path = rest.empty() ? "/" : rest;
    return;
  }
}

}  // namespace http
