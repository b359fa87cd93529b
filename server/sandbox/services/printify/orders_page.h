#pragma once

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::printify {

http::Response orders_page(World& world);
http::Response orders_json(World& world);  // newest first
http::Response act_on_order(World& world, const http::Request& request);

}  // namespace sandbox::printify
