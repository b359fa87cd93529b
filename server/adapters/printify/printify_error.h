#pragma once

#include "adapters/http_client/http_client.h"
#include "base/result.h"

namespace adapters::printify {

// What an answer other than 200 means to us. Printify says {"status":"error","code":8150,"message":"Validation failed.",
// "errors":{"reason":"...","code":8150}} or {"error":"..."}.
base::Failure refusal(const http_client::HttpResponse& response);

// Printify itself says that there is no such thing; a proxy's 404 is not enough.
bool says_not_found(const http_client::HttpResponse& response);

// Whether a create that ended so may have made an order all the same. `sent` tells whether an answer came at all.
bool may_have_worked(const base::Result<http_client::HttpResponse>& sent);

}  // namespace adapters::printify
