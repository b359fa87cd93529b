#pragma once

#include "http/handlers/dependencies.h"
#include "http/message.h"
#include "http/router.h"

namespace http {

// All URLs of the shop. `dependencies` must outlive the router.
Router make_router(const Dependencies& dependencies);

// The router with the request's metrics and log line around it.
Handler make_shop_handler(const Dependencies& dependencies);

}  // namespace http
