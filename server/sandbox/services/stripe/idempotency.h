#pragma once

#include <functional>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// Runs `work` at most once per Idempotency-Key. A repetition gets the first status and body with
// "Idempotent-Replayed: true"; other parameters under the same key give 400 idempotency_error, a repetition while the
// first still runs gives 409. Answers that did nothing (400, 401, 404, 429) are not kept.
http::Response once(World& world, const http::Request& request, const std::function<http::Response()>& work);

}  // namespace sandbox::stripe
