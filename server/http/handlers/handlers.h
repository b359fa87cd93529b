#pragma once

#include "http/handlers/dependencies.h"
#include "http/router.h"

// One function per URL; each is a thin caller of one use case.
namespace http {

Response get_products(const Dependencies& to, const Request& request);
Response post_upload(const Dependencies& to, const Request& request);
Response post_preview(const Dependencies& to, const Request& request);
Response get_design(const Dependencies& to, const Request& request, const std::string& id);
Response get_design_preview(const Dependencies& to, const Request& request, const std::string& id);
Response get_small_preview(const Dependencies& to, const Request& request, const std::string& id);
Response delete_design(const Dependencies& to, const Request& request, const std::string& id);
Response post_cart_quote(const Dependencies& to, const Request& request);
Response post_share(const Dependencies& to, const Request& request);
Response get_share(const Dependencies& to, const Request& request, const std::string& id);
Response get_shared_photo(const Dependencies& to, const Request& request, const std::string& id);
Response delete_share(const Dependencies& to, const Request& request, const std::string& id);
Response post_create_checkout(const Dependencies& to, const Request& request);
Response post_stripe_webhook(const Dependencies& to, const Request& request);
Response post_printful_webhook(const Dependencies& to, const Request& request);
Response post_printify_webhook(const Dependencies& to, const Request& request);
Response post_easypost_webhook(const Dependencies& to, const Request& request);
Response post_sendgrid_webhook(const Dependencies& to, const Request& request);

Response get_landing_page(const Dependencies& to, const Request& request);
Response get_studio_page(const Dependencies& to, const Request& request);
// What the service worker shows where there is no network and the page was not kept.
Response get_offline_page(const Dependencies& to, const Request& request);
Response get_cart_page(const Dependencies& to, const Request& request);
Response get_thank_you_page(const Dependencies& to, const Request& request);
Response get_order_page(const Dependencies& to, const Request& request, const std::string& number);
Response get_products_page(const Dependencies& to, const Request& request);
Response get_product_page(const Dependencies& to, const Request& request, const std::string& sku);
Response get_sitemap(const Dependencies& to);
Response get_robots(const Dependencies& to);
Response get_deletion_page(const Dependencies& to, const Request& request);
Response post_deletion(const Dependencies& to, const Request& request);
Response get_deletion_confirmation(const Dependencies& to, const Request& request);
Response post_deletion_confirmation(const Dependencies& to, const Request& request);
// "imprint", "privacy", "terms", "shipping", "returns"
Response get_legal_page(const Dependencies& to, const Request& request, std::string_view name);
Response get_print_file(const Dependencies& to, const std::string& token, const std::string& file_name);

Response get_healthz();
Response get_readyz(const Dependencies& to);
Response get_metrics(ports::Metrics& metrics);
Response get_openapi();

}  // namespace http
