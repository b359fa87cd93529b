#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/printify/rate_limit.h"
#include "sandbox/services/world.h"

namespace sandbox::printify {

// Everything below /printify/v1. `before_work` is called once the request is allowed.
http::Response answer_api(World& world, RateLimits& limits, const http::Request& request, const std::function<void()>& before_work);

// What the API says for a switched-on fault: 429 or 500.
http::Response fault_answer(int status);

}  // namespace sandbox::printify
