#pragma once

#include "adapters/http_client/http_client.h"
#include "base/result.h"

namespace adapters::printful {

// Printful itself says that there is no such thing. A 404 that is not its own (a proxy, a wrong address) is not enough:
// the caller would go on to create an order.
bool says_not_found(const http_client::HttpResponse& response);

// What an answer other than 200 means to us. Reads v1 bodies {"code","result","error":{"reason","message"}} and v2
// problems {"title","detail"}; Retry-After goes into the cause.
base::Failure refusal(const http_client::HttpResponse& response);

}  // namespace adapters::printful
