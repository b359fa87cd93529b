#pragma once

#include "app/services.h"

namespace app {

// Printers make and send a thing within a week, and slow post arrives within three: what takes longer is stuck somewhere, and
// nobody else will say so.
inline constexpr std::chrono::days kNothingSentIsLate{10};
inline constexpr std::chrono::days kNotArrivedIsLate{30};

// Puts an order before a person that has been at the printer for so long and nothing was sent, or whose last parcel is not known
// to have arrived for so long. Its state stays; each is told once. `since` is when the printer was to have the order.
void flag_late_order(Services& services, ports::Transaction& transaction, domain::Order& order, base::Timestamp since,
                     base::Timestamp now);

}  // namespace app
