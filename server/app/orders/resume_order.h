#pragma once

#include <string>

#include "ports/clock.h"
#include "ports/database.h"

namespace app {

// The owner has settled what kept a paid order from the printer, or why it vanished there: it is out of trouble, and its files and
// its submission are owed again, whatever became of the jobs before. Looking the order up at the printer first keeps it from being
// made twice.
// kNotFound where there is no such order. kConflict where it is not before a person, was not paid as agreed, is refunded, or
// the printer has it: then it is settled there, and its news take the order on.
base::Result<domain::Order> resume_order(ports::Database& database, ports::Clock& clock, const std::string& order_number,
                                         const std::string& reason);

}  // namespace app
