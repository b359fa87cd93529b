#include "app/checkout/shipping.h"

#include <algorithm>

#include "base/log.h"

namespace app {

bool ships_to(const domain::ShippingPolicy& policy, const std::string& country) {
  return std::find(policy.countries.begin(), policy.countries.end(), country) != policy.countries.end();
}

Shipping shipping_of(Services& services, const domain::ShippingPolicy& policy, const std::vector<domain::OrderLine>& lines,
                     const std::string& country) {
  if (country.empty() || lines.empty()) return {policy.price, "", "the shop's own price"};
  ports::FulfillmentQuery query{country, {}};
  for (const auto& line : lines) {
    ports::FulfillmentItem item;
    item.variant_id = line.printful_variant_id;
    item.quantity = line.quantity;
    query.items.push_back(std::move(item));
  }
  const auto rate = services.printers.of(lines.front().provider).shipping_rate(query);
  if (!rate) base::log_error("the printer's shipping rate is not known", rate.error(), {{"country", country}});
  if (!rate || !*rate || (*rate)->price.currency != policy.price.currency) {
    services.metrics.count("picasso_shipping_quotes_total", {{"basis", "shop"}});
    return {policy.price, country, "the shop's own price, the printer told none"};
  }
  services.metrics.count("picasso_shipping_quotes_total", {{"basis", (*rate)->remembered ? "remembered" : "printer"}});
  return {(*rate)->price, country, (*rate)->remembered ? "the printer's rate of earlier, it did not answer" : "the printer's rate"};
}

}  // namespace app
