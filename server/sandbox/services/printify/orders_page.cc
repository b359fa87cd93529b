#include "sandbox/services/printify/orders_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "sandbox/services/answers.h"
#include "sandbox/services/order_action.h"
#include "sandbox/services/printify/production.h"

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;

std::vector<Json> stored_orders(World& world) {
  const auto access = world.state.read();
  std::vector<Json> orders;
  for (const Json& stored : access.root["printify"]["orders"]) orders.push_back(stored);
  std::sort(orders.begin(), orders.end(), [](const Json& a, const Json& b) { return a["position"] > b["position"]; });
  return orders;
}

std::string buttons_html(const Json& order) {
  static constexpr std::pair<const char*, const char*> kActions[] = {{"ship", "Ship now"},
                                                                      {"deliver", "Deliver"},
                                                                      {"unpaid", "Refuse the payment"},
                                                                      {"issues", "Report issues"},
                                                                      {"cancel", "Cancel"},
                                                                      {"delete", "Delete"}};
  std::string html = "<form method=\"post\" action=\"/printify-orders\"><input type=\"hidden\" name=\"order\" value=\"" +
                     escape_html(order["id"]) + "\">";
  for (const auto& [action, label] : kActions) {
    html += std::string("<button class=\"plain\" name=\"action\" value=\"") + action + "\">" + label + "</button>";
  }
  return html + "</form>";
}

std::string order_html(const Json& stored) {
  const Json& order = stored["object"];
  std::string html = "<section class=\"card\"><h2>Order " + escape_html(order["id"]) + " (" +
                     escape_html(order["metadata"]["shop_order_id"]) + "): <span class=\"status\">" +
                     escape_html(order["status"]) + "</span></h2><ul>";
  for (const Json& item : order["line_items"]) {
    html += "<li>" + std::to_string(item["quantity"].get<int>()) + " &times; " +
            escape_html(item["metadata"]["variant_label"]) + "</li>";
  }
  for (const Json& file : stored["files"]) {
    html += "<li>" + escape_html(file["position"]) + ": " + escape_html(file["status"]) + " <a href=\"" +
            escape_html(file["url"]) + "\">print file</a></li>";
  }
  for (const Json& shipment : order["shipments"]) {
    html += "<li>Shipped by " + escape_html(shipment["carrier"]) + ", tracking number <code>" +
            escape_html(shipment["number"]) + "</code>" + (shipment["delivered_at"].is_null() ? "" : ", delivered") + "</li>";
  }
  return html + "</ul>" + buttons_html(order) + "</section>";
}

}  // namespace

http::Response orders_page(World& world) {
  std::string html;
  for (const Json& stored : stored_orders(world)) html += order_html(stored);
  return page(200, "Printify orders", html.empty() ? "<p>No order has arrived yet.</p>" : html);
}

http::Response orders_json(World& world) { return json_answer(200, stored_orders(world)); }

http::Response act_on_order(World& world, const http::Request& request) {
  const auto [order, action] = read_order_action(request);
  const bool done = action == "ship"      ? ship_now(world, order)
                    : action == "deliver" ? deliver(world, order)
                    : action == "unpaid"  ? refuse_payment(world, order)
                    : action == "issues"  ? report_issues(world, order)
                    : action == "cancel"  ? cancel_by_printer(world, order)
                    : action == "delete"  ? delete_order(world, order)
                                          : false;
  if (!done) return page(409, "That is not possible now", "<p><a href=\"/printify-orders\">Back to the orders</a></p>");
  return see_other("/printify-orders");
}

}  // namespace sandbox::printify
