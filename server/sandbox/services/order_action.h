#pragma once

#include <string>

#include "http/message.h"

namespace sandbox {

// A button of a printer's order page: which order, and what is to become of it. Empty where the form does not say.
struct OrderAction {
  std::string order;
  std::string action;
};

OrderAction read_order_action(const http::Request& request);

}  // namespace sandbox
