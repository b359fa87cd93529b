#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "domain/printer.h"
#include "ports/fulfillment_provider.h"

namespace ports {

// The printers by name. They must outlive it.
class FulfillmentProviders {
 public:
  // A shop whose products are all made by Printful.
  FulfillmentProviders(FulfillmentProvider& printful) { add(domain::kPrintful, printful); }  // NOLINT(google-explicit-constructor)

  void add(std::string_view name, FulfillmentProvider& provider) { providers_[std::string(name)] = &provider; }

  // The names stand in the database under a CHECK; one that was not added is a fault of the composition root.
  [[nodiscard]] FulfillmentProvider& of(std::string_view name) const {
    const auto found = providers_.find(name);
    if (found == providers_.end()) throw std::logic_error("no such printer: " + std::string(name));
    return *found->second;
  }

 private:
  std::map<std::string, FulfillmentProvider*, std::less<>> providers_;
};

}  // namespace ports
