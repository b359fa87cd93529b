#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// The API below /stripe/v1. `before_work` runs after the request is accepted (and its idempotency key taken).
http::Response answer_api(World& world, const http::Request& request, const std::function<void()>& before_work);

// The API's own bodies for a fault: 429 or 500.
http::Response fault_answer(int status);

}  // namespace sandbox::stripe
