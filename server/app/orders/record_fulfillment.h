#pragma once

#include <optional>
#include <string>

#include "app/services.h"

namespace app {

// Why the printer did something, as an event of it told; the order itself does not say. For staff.
struct Told {
  ports::FulfillmentState about = ports::FulfillmentState::kOnHold;  // meant for an order in this state only
  std::string reason;
};

// How far an answer of the printer's may be behind one that it gave before.
inline constexpr std::chrono::minutes kPrinterLags{5};

// What the printer says of its order, apart from the parcels' mails and the order's own state: fulfillment and its story.
// Returns the fulfillment as it is now stored.
domain::Fulfillment record_printers_word(ports::Transaction& transaction, const domain::Order& order,
                                         const ports::FulfillmentOrder& theirs, base::Timestamp now,
                                         const std::optional<Told>& told = {});

// How often the printer's word on the order was recorded. Read it before the printer is asked: when it has moved since, the
// answer may be older than what is stored.
int version_of(ports::Transaction& transaction, const domain::OrderId& id);

// Brings the order in line with what the printer says of it now: parcels (one mail each), state, holds. Idempotent. A
// print that is first heard of after the order was refunded in full is owed its end.
void adopt_fulfillment(Services& services, ports::Transaction& transaction, domain::Order& order,
                       const ports::FulfillmentOrder& theirs, const std::optional<Told>& told = {});

// The printer was asked and no longer knows the order that it had taken: nobody makes it, and a person must look. Once a parcel
// went out, that is only flagged. An order that is refunded in full needs nobody.
void record_vanished(Services& services, ports::Transaction& transaction, domain::Order& order);

// Whose order a webhook event of the printer speaks of: `object_id` is our external id, or "printful:<their order id>".
// It need not exist.
std::optional<domain::OrderId> order_spoken_of(ports::Transaction& transaction, const std::string& object_id);

// Reads the printer's order anew, then adopt_fulfillment. `object_id` as for order_spoken_of. What another reader recorded
// meanwhile is not overwritten by the older reading: it is read again. kNotFound when the order is not ours or not theirs;
// kUnavailable when all but the deliveries is recorded, the printer shows the order as it was before it was told to begin
// (for kPrinterLags), or readers keep meeting, so that it is asked again.
base::Result<void> record_fulfillment(Services& services, const std::string& object_id, const std::optional<Told>& told = {});

}  // namespace app
