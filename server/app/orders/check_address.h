#pragma once

#include "app/services.h"

namespace app {

// Where the order's parcels are to go: as the buyer typed it, or completed by the rules of domain/address_check.h, which the
// order's story then tells. kInvalidInput where nobody can deliver, or the buyer must be asked. Only addresses in the US are
// checked: elsewhere the check knows too little to hold an order back. So does a check that does not answer: it is an aid,
// and the printer looks as well.
base::Result<domain::Address> checked_address(Services& services, const domain::OrderId& id, const domain::Address& typed);

}  // namespace app
