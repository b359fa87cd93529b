#include "adapters/printify/order_search.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"
#include "adapters/printify/order_json.h"

namespace adapters::printify {

base::Result<OrderPage> read_page(std::string_view body) {
  const auto answer = http_client::parse_json(body);
  const bool readable = answer && answer->is_object() && http_client::member(*answer, {"data"}).is_array() &&
                        http_client::integer_at(*answer, {"current_page"}) > 0;
  if (!readable) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                      "Printify's answer holds no list of orders");
  }
  OrderPage page;
  for (const auto& order : http_client::member(*answer, {"data"})) {
    page.orders.push_back({http_client::text_at(order, {"id"}), external_id_in(order),
                           time_in(order, "created_at").value_or(base::Timestamp::max())});
  }
  page.last = page.orders.empty() ||
              http_client::integer_at(*answer, {"current_page"}) >= http_client::integer_at(*answer, {"last_page"});
  return page;
}

bool is_past(const OrderPage& page, base::Timestamp since) {
  const bool newest_first = std::is_sorted(page.orders.begin(), page.orders.end(),
                                           [](const auto& a, const auto& b) { return a.created_at > b.created_at; });
  return newest_first && page.orders.size() > 1 && page.orders.back().created_at < since;
}

}  // namespace adapters::printify
