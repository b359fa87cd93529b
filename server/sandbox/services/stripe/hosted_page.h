#pragma once

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// The pages that a buyer sees below /stripe/pay/{session}: the form, the bank's question, refusals.
http::Response answer_hosted_page(World& world, const http::Request& request);

}  // namespace sandbox::stripe
