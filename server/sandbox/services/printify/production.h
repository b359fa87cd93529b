#pragma once

#include <string>

#include "sandbox/services/world.h"

namespace sandbox::printify {

// Fetches the print files of one order that is being sent to production, and lets it begin or reports its issues. False when
// none waits. A shop that does not answer is asked again, like by the other printer.
bool fetch_files(World& world);

// Ships what is due: in production for long enough.
void advance_orders(World& world);

// By a person's button; false when the order's state does not allow it.
bool ship_now(World& world, const std::string& id);
bool deliver(World& world, const std::string& id);
bool refuse_payment(World& world, const std::string& id);  // payment-not-received
bool report_issues(World& world, const std::string& id);   // has-issues
// As if it had never been there.
bool delete_order(World& world, const std::string& id);
bool cancel_by_printer(World& world, const std::string& id);

}  // namespace sandbox::printify
