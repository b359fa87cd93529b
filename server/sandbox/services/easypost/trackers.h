#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::easypost {

// The tracker of that number; the same one each time.
nlohmann::json find_or_make_tracker(World& world, const std::string& tracking_code);

// A page with all trackers and buttons for what becomes of the parcels; each button tells the shop.
http::Response trackers_page(World& world);
http::Response trackers_json(World& world);
http::Response act_on_tracker(World& world, const http::Request& request);

}  // namespace sandbox::easypost
