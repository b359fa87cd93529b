#pragma once

#include <string>
#include <vector>

#include "ports/database.h"

namespace app {

struct HistoryAudit {
  int orders = 0;
  int entries = 0;
  std::vector<std::string> broken;  // one sentence an order, naming its first broken entry
};

// Reads the story of every order and checks its seals and that the order's state is where the story ends.
base::Result<HistoryAudit> audit_history(ports::Database& database);

}  // namespace app
