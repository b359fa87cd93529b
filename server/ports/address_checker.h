#pragma once

#include <string>

#include "base/result.h"
#include "domain/order.h"

namespace ports {

struct CheckedAddress {
  bool deliverable = false;
  domain::Address address;  // as the carriers write it; where deliverable
  std::string problem;      // why not, for staff
};

// Asks whether parcels reach an address. Errors: kUnavailable, kRateLimited, kInternal (the key was refused).
class AddressChecker {
 public:
  virtual ~AddressChecker() = default;
  virtual base::Result<CheckedAddress> check(const domain::Address& address) = 0;
};

}  // namespace ports
