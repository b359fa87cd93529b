#pragma once

#include "http/handlers/dependencies.h"
#include "http/message.h"
#include "http/router.h"

namespace http {

// All URLs of the shop. `dependencies` must outlive the router.
Router make_router(const Dependencies& dependencies);

// /healthz and /metrics alone, for a process that serves no shop. `metrics` must outlive the handler.
Handler make_operations_handler(ports::Metrics& metrics);

// The router with the request's metrics and log line around it.
Handler make_shop_handler(const Dependencies& dependencies);

}  // namespace http
