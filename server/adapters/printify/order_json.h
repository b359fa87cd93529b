#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "ports/fulfillment_provider.h"

namespace adapters::printify {

// The JSON body of POST /shops/{shop}/orders.json. Every item has its article.
std::string order_body(const ports::FulfillmentRequest& request);

// The JSON body of POST /shops/{shop}/orders/shipping.json, with a region for US, CA and AU: the most peopled one, since the
// buyer names only the country. Every item has its article.
std::string shipping_body(const ports::FulfillmentQuery& query);

// The standard way of {"standard":475,"express":799}, in US cents. What cannot be read, or does not hold it, is kUnavailable.
base::Result<base::Money> read_standard_rate(std::string_view body);

// The order in an answer. It is ours under `external_id`: Printify does not promise to repeat the id. What cannot be read is
// kUnavailable. Its parcels are named by their tracking numbers, and never tell what they hold.
base::Result<ports::FulfillmentOrder> read_order(std::string_view body, const std::string& external_id);

// Our id of an order in Printify's list, wherever it stands; empty where there is none.
std::string external_id_in(const nlohmann::json& order);

// pending, on-hold, cost-calculation, payment-not-received, sending-to-production, in-production, has-issues,
// partially-fulfilled, fulfilled, canceled, unfulfillable and the print provider's own words. An order that was never sent
// to production is a draft, whatever it waits for, but for the ends. A word that we do not know counts as on hold.
ports::FulfillmentState state_from(std::string_view word, bool sent_to_production);

// Printify writes "2017-04-18 13:24:28+00:00".
std::optional<base::Timestamp> time_in(const nlohmann::json& object, std::string_view name);

}  // namespace adapters::printify
