#include <nlohmann/json.hpp>

#include "http/handlers/handlers.h"
#include "http/openapi.h"
#include "http/problem.h"

namespace http {

Response get_healthz() { return json_response(200, {{"status", "ok"}}); }

Response get_readyz(const Dependencies& to) {
  const auto ready = to.ready();
  if (!ready) return problem(ready.error());
  return json_response(200, {{"status", "ready"}});
}

Response get_metrics(ports::Metrics& metrics) {
  return {200, "text/plain; version=0.0.4; charset=utf-8", metrics.expose(), {}};
}

Response get_openapi() { return {200, "application/json", std::string(openapi_document()), {}}; }

}  // namespace http
