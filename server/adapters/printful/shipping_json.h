#pragma once

#include <string>
#include <string_view>

#include "ports/fulfillment_provider.h"

namespace adapters::printful {

// The JSON body of POST /shipping/rates (v1), which wants variants as text, and a state for US, CA and AU: the most peopled
// one, since the buyer names only the country and the standard way costs the same in nearly all of them.
std::string rates_body(const ports::FulfillmentQuery& query, std::string_view currency);

// The STANDARD way of {"code":200,"result":[{"id":"STANDARD","rate":"13.60","currency":"EUR"}]}. What cannot be read, or
// does not hold it, is kUnavailable.
base::Result<base::Money> read_standard_rate(std::string_view body);

}  // namespace adapters::printful
