#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::sendgrid {

// The API below /sendgrid: POST /v3/mail/send. 202 with X-Message-Id and no body, or the API's error list.
http::Response answer_api(World& world, const http::Request& request, const std::function<void()>& before_work);

// The API's own bodies for a fault: 429 or 500.
http::Response fault_answer(int status);

}  // namespace sandbox::sendgrid
