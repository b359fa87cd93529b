#include "http/shop.h"

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/problem_language.h"
#include "http/request_language.h"

namespace http {
namespace {

// Errors of API addresses are problems for programs, others pages for people.
Response error_answer(const Dependencies& to, const Request& request, int status) {
  if (!request.path.starts_with("/api/") && request.method == "GET") return to.pages.error(request.language, status);
  const bool unknown = status == 404;
  return problem({unknown ? base::ErrorCode::kNotFound : base::ErrorCode::kInvalidInput,
                  unknown ? "There is nothing at this address." : "This address does not take this method.", {}, {}},
                 status, nlohmann::json::object());
}

}  // namespace

Router make_router(const Dependencies& to) {
  using R = const Request&;
  using A = const PathArguments&;
  std::vector<Route> routes = {
      {"GET", "/", [&to](R request, A) { return get_landing_page(to, request); }},
      {"GET", "/studio", [&to](R request, A) { return get_studio_page(to, request); }},
      {"GET", "/cart", [&to](R request, A) { return get_cart_page(to, request); }},
      {"GET", "/thank-you", [&to](R request, A) { return get_thank_you_page(to, request); }},
      {"GET", "/orders/{number}", [&to](R request, A a) { return get_order_page(to, request, a[0]); }},
      {"GET", "/offline", [&to](R request, A) { return get_offline_page(to, request); }},
      {"GET", "/products", [&to](R request, A) { return get_products_page(to, request); }},
      {"GET", "/products/{sku}", [&to](R request, A a) { return get_product_page(to, request, a[0]); }},
      {"GET", "/sitemap.xml", [&to](R, A) { return get_sitemap(to); }},
      {"GET", "/robots.txt", [&to](R, A) { return get_robots(to); }},
      {"GET", "/imprint", [&to](R request, A) { return get_legal_page(to, request, "imprint"); }},
      {"GET", "/returns", [&to](R request, A) { return get_legal_page(to, request, "returns"); }},
      {"GET", "/privacy", [&to](R request, A) { return get_legal_page(to, request, "privacy"); }},
      {"GET", "/privacy/delete", [&to](R request, A) { return get_deletion_page(to, request); }},
      {"POST", "/privacy/delete", [&to](R request, A) { return post_deletion(to, request); }},
      {"GET", "/privacy/delete/confirm", [&to](R request, A) { return get_deletion_confirmation(to, request); }},
      {"POST", "/privacy/delete/confirm", [&to](R request, A) { return post_deletion_confirmation(to, request); }},
      {"GET", "/terms", [&to](R request, A) { return get_legal_page(to, request, "terms"); }},
      {"GET", "/shipping", [&to](R request, A) { return get_legal_page(to, request, "shipping"); }},
      {"GET", "/print/{token}/{file}", [&to](R, A a) { return get_print_file(to, a[0], a[1]); }},

      {"GET", "/api/products", [&to](R request, A) { return get_products(to, request); }},
      {"POST", "/api/upload", [&to](R request, A) { return post_upload(to, request); }},
      {"POST", "/api/previews", [&to](R request, A) { return post_preview(to, request); }},
      {"GET", "/api/designs/{id}", [&to](R request, A a) { return get_design(to, request, a[0]); }},
      {"DELETE", "/api/designs/{id}", [&to](R request, A a) { return delete_design(to, request, a[0]); }},
      {"GET", "/api/designs/{id}/small.png", [&to](R request, A a) { return get_small_preview(to, request, a[0]); }},
      {"GET", "/api/designs/{id}/preview.png", [&to](R request, A a) { return get_design_preview(to, request, a[0]); }},
      {"POST", "/api/cart/quote", [&to](R request, A) { return post_cart_quote(to, request); }},
      {"POST", "/api/shares", [&to](R request, A) { return post_share(to, request); }},
      {"GET", "/api/shares/{id}", [&to](R request, A a) { return get_share(to, request, a[0]); }},
      {"DELETE", "/api/shares/{id}", [&to](R request, A a) { return delete_share(to, request, a[0]); }},
      {"GET", "/api/shares/{id}/photo", [&to](R request, A a) { return get_shared_photo(to, request, a[0]); }},
      {"POST", "/api/create-checkout", [&to](R request, A) { return post_create_checkout(to, request); }},
      {"POST", "/api/webhook/stripe", [&to](R request, A) { return post_stripe_webhook(to, request); }},
      {"POST", "/api/webhook/printful", [&to](R request, A) { return post_printful_webhook(to, request); }},
      {"POST", "/api/webhook/printify", [&to](R request, A) { return post_printify_webhook(to, request); }},
      {"POST", "/api/webhook/easypost", [&to](R request, A) { return post_easypost_webhook(to, request); }},
      {"POST", "/api/webhook/sendgrid", [&to](R request, A) { return post_sendgrid_webhook(to, request); }},

      {"GET", "/healthz", [](R, A) { return get_healthz(); }},
      {"GET", "/readyz", [&to](R, A) { return get_readyz(to); }},
      {"GET", "/metrics", [&to](R, A) { return get_metrics(to.services.metrics); }},
      {"GET", "/openapi.json", [](R, A) { return get_openapi(); }},
  };
  return Router(std::move(routes), [&to](const Request& request, int status) { return error_answer(to, request, status); });
}

Handler make_operations_handler(ports::Metrics& metrics) {
  return [&metrics](const Request& request) {
    if (request.path == "/healthz") return get_healthz();
    if (request.path == "/metrics") return get_metrics(metrics);
    return problem({base::ErrorCode::kNotFound, "There is nothing at this address.", {}, {}});
  };
}

Handler make_shop_handler(const Dependencies& dependencies) {
  auto router = std::make_shared<const Router>(make_router(dependencies));
  return [router, &metrics = dependencies.services.metrics, &wording = dependencies.services.wording](Request request) {
    const auto start = std::chrono::steady_clock::now();
    find_language(request);
    Response response = router->handle(request);
    put_in_language(response, wording, request.language);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    const std::string route(router->pattern_of(request.path));
    const std::string status = std::to_string(response.status);
    metrics.observe_seconds("picasso_http_request_seconds", elapsed.count(), {{"route", route}, {"status", status}});
    // The pattern, not the path: paths hold capability tokens.
    if (response.status >= 500) {
      base::log(base::LogLevel::kError, "request failed", {{"route", route}, {"status", status}, {"request", request.id}});
    }
    return response;
  };
}

}  // namespace http
