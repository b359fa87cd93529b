#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/errors.h"

namespace sandbox::stripe {

// What a list of objects is made of: all there are, newest first, and which of them are asked for.
struct Listing {
  std::string what;  // "refund", for the error about a cursor that names none
  std::string url;
  std::vector<nlohmann::json> newest_first;
  std::function<bool(const nlohmann::json&)> is_wanted;
};

// One page of it, as the API gives it: `limit` of them (1 to 100, 10 where it is absent), right behind `starting_after` or
// right before `ending_before`. has_more tells whether others follow in that direction.
ApiResult<nlohmann::json> list_page(const Listing& listing, const nlohmann::json& params);

// By `created`, the id deciding among those of one second.
void sort_newest_first(std::vector<nlohmann::json>& objects);

}  // namespace sandbox::stripe
