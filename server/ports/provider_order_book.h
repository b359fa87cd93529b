#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/timestamp.h"

namespace ports {

struct ProviderOrderEntry {
  std::string provider_order_id;  // empty while the answer to the create is not known
  base::Timestamp asked_at;       // the last create
};

// For providers that cannot look an order up by our id: each create is written down before it is sent, so that after a lost
// answer the order is searched for, and never created blindly. Shared by all servers and workers.
// Errors: kUnavailable when it cannot be reached; then nothing may be created.
class ProviderOrderBook {
 public:
  virtual ~ProviderOrderBook() = default;
  virtual base::Result<std::optional<ProviderOrderEntry>> find(std::string_view provider, std::string_view external_id) = 0;
  // Whether the caller may create the order: nobody has tried yet, or the last try is older than `settled_after` and it did
  // not succeed (the caller has searched). True to one caller only.
  virtual base::Result<bool> begin(std::string_view provider, std::string_view external_id,
                                   std::chrono::milliseconds settled_after) = 0;
  virtual base::Result<void> keep(std::string_view provider, std::string_view external_id,
                                  std::string_view provider_order_id) = 0;
  // The try surely had no effect. An entry that has an id stays.
  virtual base::Result<void> withdraw(std::string_view provider, std::string_view external_id) = 0;
  // The provider no longer knows this order of its own: as if nobody had tried. False, and nothing happens, where the entry is of
  // another one, or was asked for less than `shown_after` ago: then the provider may only not show it yet.
  virtual base::Result<bool> release(std::string_view provider, std::string_view external_id,
                                     std::string_view provider_order_id, std::chrono::milliseconds shown_after) = 0;
};

}  // namespace ports
