#pragma once

#include <string>
#include <vector>

#include "adapters/memory/state.h"
#include "world/printer.h"
#include "world/sendgrid.h"
#include "world/stripe.h"

namespace simulation {

// All there is at the end of a run.
struct Ending {
  adapters::memory::State tables;
  const Stripe& stripe;
  std::vector<const Printer*> printers;
  const Sendgrid& sendgrid;
  bool was_faultless = false;  // between the shop and the world; a printer may have been out of order
};

// What must hold once all is quiet and no broken rule explains itself: a sentence for each that does not. Stripe, the
// tables and the printer must tell the same story, and nobody may have lost money, a print or a code.
std::vector<std::string> broken_invariants(const Ending& ending);

}  // namespace simulation
