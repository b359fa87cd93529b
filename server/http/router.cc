#include "http/router.h"

#include <optional>
#include <utility>

namespace http {
namespace {

std::optional<PathArguments> match(std::string_view pattern, std::string_view path) {
  PathArguments arguments;
  while (true) {
    const auto pattern_end = pattern.find('/', 1);
    const auto path_end = path.find('/', 1);
    const auto wanted = pattern.substr(0, pattern_end);
    const auto given = path.substr(0, path_end);
    if (wanted.starts_with("/{")) {
      if (given.size() < 2) return std::nullopt;
      arguments.emplace_back(given.substr(1));
    } else if (wanted != given) {
      return std::nullopt;
    }
    const bool pattern_done = pattern_end == std::string_view::npos;
    const bool path_done = path_end == std::string_view::npos;
    if (pattern_done || path_done) return pattern_done && path_done ? std::optional{arguments} : std::nullopt;
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
}

}  // namespace

Router::Router(std::vector<Route> routes, ErrorAnswer error_answer)
    : routes_(std::move(routes)), error_answer_(std::move(error_answer)) {}

Response Router::handle(const Request& request) const {
  std::string allowed;
  for (const auto& route : routes_) {
    const auto arguments = match(route.pattern, request.path);
    if (!arguments) continue;
    if (route.method == request.method) return route.handle(request, *arguments);
    if (!allowed.empty()) allowed += ", ";
    allowed += route.method;
    if (route.method == "GET") allowed += ", HEAD";
  }
  if (allowed.empty()) return error_answer_(request, 404);
  Response response = error_answer_(request, 405);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

std::string_view Router::pattern_of(std::string_view path) const {
  for (const auto& route : routes_) {
    if (match(route.pattern, path)) return route.pattern;
  }
  return "unknown";
}

}  // namespace http
