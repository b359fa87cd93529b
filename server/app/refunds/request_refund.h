#pragma once

#include <optional>
#include <string>

#include "ports/clock.h"
#include "ports/database.h"
#include "ports/id_generator.h"

namespace app {

struct RefundWish {
  std::string order_number;
  std::optional<std::int64_t> amount_minor;  // all that is left when absent
  std::string reason;                        // for staff and the order's story
  std::string actor = "owner";
  std::string id;  // UUID chosen by who asks: the same again is the same refund; empty makes a new one
};

// Stores the refund, its job and its entry in the order's story; the payment service is asked by the job. A refund of
// all that was paid also stops the print, where that can still be done. Errors: kNotFound, kInvalidInput (more than is
// left), kConflict (nothing was paid, all is refunded, or the id names another refund).
base::Result<domain::Refund> request_refund(ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids,
                                            const RefundWish& wish);

// Nothing of what was paid stays with us, once the open refunds are through.
bool is_refunded_in_full(const domain::Order& order);

// Owes the job that stops the print of an order which is refunded in full; does nothing for any other.
void stop_print_if_refunded(ports::Transaction& transaction, const domain::Order& order, base::Timestamp now);

}  // namespace app
