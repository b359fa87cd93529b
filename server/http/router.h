#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace http {

// The values of a route's {} segments, in order.
using PathArguments = std::vector<std::string>;
using RouteHandler = std::function<Response(const Request&, const PathArguments&)>;

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/orders/{number}": a segment in braces takes any one segment
  RouteHandler handle;
};

// Finds the route, or answers 404, or 405 with Allow. Errors under /api are problems, elsewhere pages.
class Router {
 public:
  using ErrorAnswer = std::function<Response(const Request&, int status)>;

  Router(std::vector<Route> routes, ErrorAnswer error_answer);
  [[nodiscard]] Response handle(const Request& request) const;
  // The pattern a path belongs to, for metrics: bounded in number whatever is asked for. "unknown" when none.
  [[nodiscard]] std::string_view pattern_of(std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  ErrorAnswer error_answer_;
};

}  // namespace http
