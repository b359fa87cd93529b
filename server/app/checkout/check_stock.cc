#include "app/checkout/check_stock.h"

#include <algorithm>

#include "app/checkout/shipping.h"
#include "base/log.h"

namespace app {

base::Result<void> check_stock(Services& services, const std::vector<domain::OrderLine>& lines, const std::string& country) {
  if (country.empty()) return {};
  const auto missing = services.printers.of(lines.front().provider).unavailable_variants(query_of(lines, country));
  if (!missing) {
    base::log_error("whether a cart is in stock is not known", missing.error(), {{"country", country}});
    return {};
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::find(missing->begin(), missing->end(), printers_variant_of(lines[i])) == missing->end()) continue;
    services.metrics.count("picasso_sold_out_total", {{"variant", lines[i].variant_sku}});
    return base::fail(base::ErrorCode::kConflict, "One of these things has run out in this size and color. Please choose another.",
                      lines[i].name + " " + lines[i].variant_label, "items[" + std::to_string(i) + "].variant_sku");
  }
  return {};
}

}  // namespace app
