#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

// What sending the cart costs, and whose word that is.
struct Shipping {
  base::Money price;
  std::string country;  // empty: the price is for all countries of the policy
  std::string basis;    // for the order's story: "the printer's rate"
};

// What the line's printer calls what is to be printed on.
std::int64_t printers_variant_of(const domain::OrderLine& line);

bool ships_to(const domain::ShippingPolicy& policy, const std::string& country);

// What their printer is asked about these lines, hastily: somebody waits for a page.
ports::FulfillmentQuery query_of(const std::vector<domain::OrderLine>& lines, const std::string& country);

// Asks the printer, so not from inside a transaction; `country` is one of the policy's, or empty: then the policy's own
// price. The same where the printer tells nothing, now or lately: nobody waits for it with a full cart.
Shipping shipping_of(Services& services, const domain::ShippingPolicy& policy, const std::vector<domain::OrderLine>& lines,
                     const std::string& country);

}  // namespace app
