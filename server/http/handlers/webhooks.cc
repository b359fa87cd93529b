#include <nlohmann/json.hpp>

#include "app/webhooks/receive_webhook.h"
#include "base/log.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

ports::HeaderLookup headers_of(const Request& request) {
  return [&request](std::string_view name) { return request.header(name); };
}

Response answer(const base::Result<void>& received, const Request& request) {
  if (received) return json_response(200, {{"received", true}});
  base::log_error("a webhook was refused", received.error(), {{"path", request.path}, {"request", request.id}});
  // 400, not 401: there is nothing to log in to, and senders treat any 4xx alike.
  if (received.error().code == base::ErrorCode::kUnauthenticated) {
    return problem(received.error(), 400, nlohmann::json::object());
  }
  return problem(received.error());
}

Response answer_optional(const Dependencies& to, ports::WebhookVerifier* verifier, const Request& request) {
  if (!verifier) return problem({base::ErrorCode::kNotFound, "There is nothing at this address.", {}, {}});
  return answer(app::receive_webhook(to.services, *verifier, request.body, headers_of(request)), request);
}

}  // namespace

Response post_stripe_webhook(const Dependencies& to, const Request& request) {
  return answer(app::receive_webhook(to.services, to.stripe_verifier, request.body, headers_of(request)), request);
}

Response post_printful_webhook(const Dependencies& to, const Request& request) {
  return answer(app::receive_webhook(to.services, to.printful_verifier, request.body, headers_of(request)), request);
}

Response post_sendgrid_webhook(const Dependencies& to, const Request& request) {
  return answer(app::receive_webhook_batch(to.services, to.sendgrid_verifier, request.body, headers_of(request)), request);
}

Response post_printify_webhook(const Dependencies& to, const Request& request) {
  return answer_optional(to, to.printify_verifier, request);
}

Response post_easypost_webhook(const Dependencies& to, const Request& request) {
  return answer_optional(to, to.easypost_verifier, request);
}

}  // namespace http
