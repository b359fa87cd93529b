#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/timestamp.h"
#include "domain/order.h"
#include "domain/refund_state.h"

namespace domain {

// Money that goes back to the buyer. Stored before the payment service is asked for it; those made at the payment
// service itself are stored when it tells of them.
struct Refund {
  std::string id;  // UUID; names the refund at the payment service too, where we asked for it
  OrderId order_id;
  std::int64_t amount_minor = 0;
  std::string actor;   // "owner", "stripe"
  std::string reason;  // for staff
  RefundState state = RefundState::kRequested;
  std::optional<std::string> provider_id;  // the payment service's, once it is known
  std::string failure;                     // why it failed, for staff
  base::Timestamp created_at;
  base::Timestamp changed_at;

  bool operator==(const Refund&) const = default;
};

}  // namespace domain
