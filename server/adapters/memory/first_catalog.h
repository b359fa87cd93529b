#pragma once

#include <vector>

#include "domain/catalog.h"

namespace adapters::memory {

// Equal to what sql/migrations/0003_add_first_catalog.sql puts into the database; a contract test compares them.
std::vector<domain::Product> first_catalog();
domain::ShippingPolicy first_shipping_policy();

}  // namespace adapters::memory
