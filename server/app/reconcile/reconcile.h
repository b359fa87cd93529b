#pragma once

#include "app/services.h"

namespace app {

// Orders made since then are held against the other services even when they are at an end.
inline constexpr std::chrono::hours kReconciledFor{14 * 24};
// For how long a refund is followed: banks send money back within weeks.
inline constexpr std::chrono::hours kRefundsFollowedFor{30 * 24};
// Banks decide within three months, as a rule.
inline constexpr std::chrono::hours kDisputesFollowedFor{180 * 24};
// A walk that takes longer ends, and the next one goes on there.
inline constexpr std::chrono::minutes kWalkTakesAtMost{5};
// Time that the usual way (webhooks, jobs) has before we look for ourselves.
inline constexpr std::chrono::minutes kUsualWayTakes{5};
// Without a payment page's id an order has waited in vain: pages live 24 hours at most.
inline constexpr std::chrono::hours kPageIsOver{25};
// A paid order that is still not at the printer, since it was paid or last resumed, is put before a person: however long the printer's gate is shut, and though
// nothing has been given up.
inline constexpr std::chrono::hours kPrinterIsLate{12};
// So is one whose print is to be stopped, while somebody may still ring the printer up.
inline constexpr std::chrono::hours kStopIsLate{1};
// How old news from a printer may be, and how many orders a walk reads anew at each: one or two requests each, more where
// Printify's id of an order is not known. Its gate holds back what would be too many.
inline constexpr std::chrono::minutes kPrinterNewsLastsFor{60};
inline constexpr int kPrinterLooksAtOnce = 50;

// The orders, which come by id, beginning with `next` or the one behind it, once around.
std::vector<domain::OrderId> in_turn(std::vector<domain::OrderId> ids, const std::optional<domain::OrderId>& next);

// Job shop.reconcile, every 15 minutes: holds our orders against what the payment service and the printer say, and
// repairs what differs through the same use cases that webhooks and jobs go through, or puts it before a person.
//   open order, its payment page paid or over                  -> settled (the webhook was lost and nobody came back)
//   open order whose page Stripe does not know                 -> ended once no page lives so long, and before a person
//   paid order with no job that brings it to the printer       -> its job again; after half a day before a person
//   refunded order whose print could not yet be stopped        -> after an hour before a person
//   order at the printer: what the printer says                -> recorded; unknown or canceled there: before a person
//   order at the printer, nothing sent for ten days, or sent and not arrived for thirty -> once before a person
//   refunds at the payment service that we have not, or differ -> recorded; they are listed, not asked for order by order
//   disputes of which the order's story does not tell          -> before a person, likewise
// picasso_reconciled_total{what} counts the differences. A service that fails three times in a row, or whose gate is shut, is
// left alone until next time, the others are not. A walk that is cut short is not repeated: the next one is due soon, and begins
// with the first order that this one did not come to, or, where it came to all, about which it could not ask.
base::Result<void> reconcile(Services& services, const domain::Job& job);

}  // namespace app
