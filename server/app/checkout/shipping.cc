#include "app/checkout/shipping.h"

#include <algorithm>

#include "base/log.h"

namespace app {

std::int64_t printers_variant_of(const domain::OrderLine& line) {
  const bool at_printify = line.provider == domain::kPrintify && line.printify;
  return at_printify ? line.printify->variant_id : line.printful_variant_id;
}

bool ships_to(const domain::ShippingPolicy& policy, const std::string& country) {
  return std::find(policy.countries.begin(), policy.countries.end(), country) != policy.countries.end();
}

ports::FulfillmentQuery query_of(const std::vector<domain::OrderLine>& lines, const std::string& country) {
  ports::FulfillmentQuery query{country, {}, true};
  for (const auto& line : lines) {
    ports::FulfillmentItem item;
    item.variant_id = printers_variant_of(line);
    item.quantity = line.quantity;
    item.printify = line.printify;
    query.items.push_back(std::move(item));
  }
  return query;
}

Shipping shipping_of(Services& services, const domain::ShippingPolicy& policy, const std::vector<domain::OrderLine>& lines,
                     const std::string& country) {
  if (country.empty() || lines.empty()) return {policy.price, "", "the shop's own price"};
  const auto rate = services.printers.of(lines.front().provider).shipping_rate(query_of(lines, country));
  if (!rate) base::log_error("the printer's shipping rate is not known", rate.error(), {{"country", country}});
  if (!rate || !*rate || (*rate)->price.currency != policy.price.currency) {
    services.metrics.count("picasso_shipping_quotes_total", {{"basis", "shop"}});
    return {policy.price, country, "the shop's own price, the printer told none"};
  }
  services.metrics.count("picasso_shipping_quotes_total", {{"basis", (*rate)->remembered ? "remembered" : "printer"}});
  return {(*rate)->price, country, (*rate)->remembered ? "the printer's rate of earlier, it did not answer" : "the printer's rate"};
}

}  // namespace app
