#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

// Brings a stored refund in line with what the payment service says of it: a mail once the money is on its way back,
// the order refunded once nothing is left, a person when the bank returned it. Idempotent. The order must be locked.
void settle_refund(Services& services, ports::Transaction& transaction, domain::Order& order, domain::Refund refund,
                   const ports::PaidRefund& theirs);

// The payment service will not do it: the refund failed, and a person must look.
void refuse_refund(Services& services, ports::Transaction& transaction, domain::Order& order, domain::Refund refund,
                   const std::string& why);

// All of the order's money was to be given back once, a part of it or all came back from the bank, and the owner has not resumed
// the order since: whether anybody still wants it, only a person knows.
bool was_given_back_in_vain(ports::Transaction& transaction, const domain::Order& order);

// Whether what the payment service says of a refund is known already; `known` are all of its order.
bool is_recorded(const std::vector<domain::Refund>& known, const ports::PaidRefund& theirs);

// Reads all refunds of a payment anew and brings ours in line, those made at the payment service itself too.
// kNotFound when the payment is not ours; kUnavailable while one of ours that is still open leaves no room for theirs.
base::Result<void> record_refunds(Services& services, const std::string& payment_intent_id);

}  // namespace app
