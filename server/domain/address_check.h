#pragma once

#include <string>

#include "domain/order.h"

// What is done about an address that the carriers write in another way than the buyer did.
//   the same but for letters' case, punctuation and usual abbreviations -> as it was typed
//   the same street and number, in the same country, and
//     the same postal code, other city or state, or
//     the same city and state, other postal code                       -> completed with what the carriers say
//   anything else, above all another street or number                  -> the buyer is asked
// A parcel never goes to another door than the buyer named.
namespace domain {

enum class AddressRemedy { kAsTyped, kCompleted, kAskBuyer };

struct AddressDecision {
  AddressRemedy remedy = AddressRemedy::kAsTyped;
  Address address;   // to send to; as typed where the buyer is to be asked
  std::string what;  // the parts that differ: "postal code", "city, state"; for staff, holds nothing of the address
};

AddressDecision decide_address(const Address& typed, const Address& verified);

}  // namespace domain
