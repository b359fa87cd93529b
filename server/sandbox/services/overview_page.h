#pragma once

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox {

// /: what runs here, payments with their buttons, switches, and how webhooks were received.
http::Response overview_page(World& world);

// POST /stripe-actions (session|refund, action) and POST /settings (form or JSON); back to the overview.
http::Response act_on_payment(World& world, const http::Request& request);
http::Response change_settings(World& world, const http::Request& request);

}  // namespace sandbox
