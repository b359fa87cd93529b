#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::easypost {

// Everything below /easypost/v2: addresses with their verification, and trackers. `before_work` is called once the request is
// allowed.
http::Response answer_api(World& world, const http::Request& request, const std::function<void()>& before_work);

// What the API says for a switched-on fault: 429 or 500.
http::Response fault_answer(int status);

}  // namespace sandbox::easypost
