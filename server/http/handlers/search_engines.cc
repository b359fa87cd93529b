#include "http/handlers/handlers.h"

namespace http {
namespace {

// Everything that anybody may find, besides the products.
constexpr std::string_view kPublicPages[] = {"/",        "/products", "/studio",  "/shipping",
                                             "/returns", "/imprint",  "/privacy", "/terms"};

// One address in every language, each naming the others. Paths of ours need no escaping.
void add_address(std::string& sitemap, const std::string& base_url, const std::string& path) {
  for (const auto language : domain::kLanguages) {
    sitemap += "<url><loc>" + base_url + path_prefix(language) + path + "</loc>";
    for (const auto other : domain::kLanguages) {
      sitemap += "<xhtml:link rel=\"alternate\" hreflang=\"" + std::string(to_string(other)) + "\" href=\"" + base_url +
                 path_prefix(other) + path + "\"/>";
    }
    sitemap += "</url>\n";
  }
}

}  // namespace

Response get_sitemap(const Dependencies& to) {
  const auto products = with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<std::vector<domain::Product>>(transaction.products().list());
  });
  if (!products) return {503, "text/plain; charset=utf-8", "Please try again in a minute.\n", {{"Retry-After", "60"}}};
  std::string sitemap =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  for (const auto path : kPublicPages) add_address(sitemap, to.pages.base_url(), std::string(path));
  for (const auto& product : *products) add_address(sitemap, to.pages.base_url(), "/products/" + product.sku);
  return {200, "application/xml; charset=utf-8", sitemap + "</urlset>\n", {{"Cache-Control", "public, max-age=3600"}}};
}

Response get_robots(const Dependencies& to) {
  return {200,
          "text/plain; charset=utf-8",
          "User-agent: *\nDisallow: /api/\nDisallow: /print/\nDisallow: /orders/\nDisallow: /de/orders/\n"
          "Disallow: /thank-you\nDisallow: /de/thank-you\n\nSitemap: " +
              to.pages.base_url() + "/sitemap.xml\n",
          {{"Cache-Control", "public, max-age=3600"}}};
}

}  // namespace http
