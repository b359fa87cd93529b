#pragma once

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::printful {

// /printful-orders: what was ordered, the files that were fetched, and buttons for what the printer's people do.
http::Response orders_page(World& world);
// POST /printful-orders with order and action; back to the page.
http::Response act_on_order(World& world, const http::Request& request);
// /printful-orders.json: the stored orders, for tests.
http::Response orders_json(World& world);

}  // namespace sandbox::printful
