#include "sandbox/services/order_action.h"

#include "http/url.h"

namespace sandbox {

OrderAction read_order_action(const http::Request& request) {
  OrderAction asked;
  for (auto& [name, value] : http::form_decode(request.body)) {
    if (name == "order") asked.order = value;
    if (name == "action") asked.action = value;
  }
  return asked;
}

}  // namespace sandbox
