#pragma once

#include "adapters/http_client/http_client.h"
#include "base/result.h"

namespace adapters::stripe {

// A failure that Stripe keeps under the request's idempotency key: the same key brings nothing else for 24 hours.
bool is_stored_failure(const base::Result<http_client::HttpResponse>& response);

// The rule of Stripe's own clients: no answer; else what Stripe-Should-Retry says; else 409 and 5xx. Never a stored failure.
bool is_worth_another_try(const base::Result<http_client::HttpResponse>& response);

// What an answer other than 200 means to us. Causes hold Stripe's type, code, parameter and request id.
base::Failure refusal(const http_client::HttpResponse& response);

}  // namespace adapters::stripe
