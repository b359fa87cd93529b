#pragma once

#include "adapters/http_client/http_client.h"
#include "base/result.h"

namespace adapters::printful {

// Printful itself says that there is no such order. A 404 that is not its own (a proxy, a wrong address) is not enough:
// the caller would go on to create one.
bool says_no_such_order(const http_client::HttpResponse& response);

// What an answer other than 200 means to us. Reads v1 bodies {"code","result","error":{"reason","message"}} and v2
// problems {"title","detail"}; Retry-After goes into the cause.
base::Failure refusal(const http_client::HttpResponse& response);

}  // namespace adapters::printful
