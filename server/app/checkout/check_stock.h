#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

// kConflict with field "items[2].variant_sku" for the first line that its printer has run out of for this country. What it
// cannot tell within two seconds counts as there: it is asked again before the order is sent. Without a country nobody is asked.
// Not from inside a transaction.
base::Result<void> check_stock(Services& services, const std::vector<domain::OrderLine>& lines, const std::string& country);

}  // namespace app
