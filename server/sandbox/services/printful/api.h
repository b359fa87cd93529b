#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/printful/rate_limit.h"
#include "sandbox/services/world.h"

namespace sandbox::printful {

// The API below /printful (version 1) and /printful/v2. `before_work` runs once the request is accepted.
http::Response answer_api(World& world, RateLimit& limit, const http::Request& request,
                          const std::function<void()>& before_work);

// The API's own bodies for a fault: 429 or 500.
http::Response fault_answer(int status);

}  // namespace sandbox::printful
