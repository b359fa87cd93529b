#pragma once

#include <vector>

#include "app/services.h"

namespace app {

// Stores what the printer says of its parcels and owes a mail for each new one. A delivery or return that was heard of once
// stays true, though the printer says it no longer; one that gets its tracking number later is still the same.
void record_parcels(Services& services, ports::Transaction& transaction, domain::Order& order,
                    const std::vector<ports::Parcel>& parcels);

// Of all parcels that are stored. One sent in place of another makes up for one that left before it and came back, or was
// lost on its way; it may come back itself.
domain::FulfillmentFacts facts_of(const std::vector<domain::Shipment>& parcels);

}  // namespace app
