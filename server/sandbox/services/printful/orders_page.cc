#include "sandbox/services/printful/orders_page.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "sandbox/services/answers.h"
#include "sandbox/services/order_action.h"
#include "sandbox/services/printful/production.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

std::string text(const Json& value) { return value.is_string() ? escape_html(value) : std::string{}; }

std::string recipient_html(const Json& recipient) {
  std::string html;
  for (const char* name :
       {"name", "address1", "address2", "city", "state_code", "zip", "country_code", "phone", "email"}) {
    if (recipient[name].is_string()) html += text(recipient[name]) + "<br>";
  }
  return html;
}

std::string file_html(const Json& file) {
  std::string html = "<li>" + text(file["type"]) + ": <strong>" + text(file["status"]) + "</strong> <a href=\"" +
                     text(file["url"]) + "\">print file</a>";
  if (file["status"] == "ok") {
    html += " " + std::to_string(file["width"].get<int>()) + "&times;" + std::to_string(file["height"].get<int>()) +
            (file["dpi"].is_number() ? ", " + std::to_string(file["dpi"].get<int>()) + " dpi" : "") + ", " +
            std::to_string(file["size"].get<std::int64_t>()) + " bytes, SHA-256 <code>" + text(file["sha256"]) +
            "</code>";
  }
  if (file.contains("error")) html += " <span class=\"error\">" + text(file["error"]) + "</span>";
  return html + "</li>";
}

std::string items_html(const Json& items) {
  std::string html;
  for (const Json& item : items) {
    html += std::to_string(item["quantity"].get<int>()) + " &times; " + text(item["product"]["name"]) + " (variant " +
            std::to_string(item["variant_id"].get<std::int64_t>()) + ")<ul>";
    for (const Json& file : item["files"]) html += file_html(file);
    html += "</ul>";
  }
  return html;
}

std::string buttons_html(const Json& order) {
  static const std::map<std::string, std::vector<std::pair<const char*, const char*>>> kActions = {
      {"pending", {{"hold", "Put on hold"}, {"draft", "Back to draft"}, {"fail", "Fail"}, {"cancel", "Cancel"}}},
      {"inprocess", {{"ship", "Ship now"}, {"part", "Ship one item"}, {"short", "Run short"}, {"refund", "Pay back"}, {"hold", "Put on hold"}, {"fail", "Fail"}, {"cancel", "Cancel"}}},
      {"partial", {{"ship", "Ship the rest"}, {"part", "Ship one item"}, {"short", "Run short"}, {"deliver", "Deliver"}, {"return", "Return"}, {"lose", "Lose the parcel"}}},
      {"onhold", {{"unhold", "Remove hold"}, {"draft", "Back to draft"}, {"fail", "Fail"}, {"cancel", "Cancel"}}},
      {"fulfilled", {{"deliver", "Deliver"}, {"return", "Return"}, {"lose", "Lose the parcel"}, {"reship", "Send again"}, {"refund", "Pay back"}}}};
  const auto actions = kActions.find(order["status"].get<std::string>());
  if (actions == kActions.end()) return {};
  std::string html =
      "<form method=\"post\" action=\"/printful-orders\"><input type=\"hidden\" name=\"order\" value=\"" +
      std::to_string(order["id"].get<std::int64_t>()) + "\">";
  for (const auto& [action, label] : actions->second) {
    html += std::string("<button class=\"plain\" name=\"action\" value=\"") + action + "\">" + label + "</button>";
  }
  return html + "</form>";
}

std::string order_html(const Json& stored) {
  const Json& order = stored["object"];
  std::string html = "<section class=\"card\"><h2>Order " + std::to_string(order["id"].get<std::int64_t>()) + " (" +
                     text(order["external_id"]) + "): <span class=\"status\">" + text(order["status"]) + "</span></h2>";
  if (order["error"].is_string()) html += "<p class=\"error\">" + text(order["error"]) + "</p>";
  html += "<p class=\"quiet\">Received " + time_text(order["created"]) + ", costs " + text(order["costs"]["total"]) +
          " USD</p>";
  html += "<div class=\"columns\"><p>" + recipient_html(order["recipient"]) + "</p><div>" + items_html(order["items"]) +
          "</div></div>";
  for (const Json& shipment : order["shipments"]) {
    html += "<p>Shipped " + time_text(shipment["shipped_at"]) + " by " + text(shipment["carrier"]) +
            ", tracking number <code>" + text(shipment["tracking_number"]) + "</code>" +
            (shipment["delivered_at"].is_null() ? "" : ", delivered") + (shipment.contains("returned_at") ? ", came back" : "") + "</p>";
  }
  return html + buttons_html(order) + "</section>";
}

std::vector<Json> stored_orders(World& world) {
  const auto access = world.state.read();
  std::vector<Json> orders;
  for (const Json& stored : access.root["printful"]["orders"]) orders.push_back(stored);
  std::sort(orders.begin(), orders.end(),
            [](const Json& a, const Json& b) { return a["object"]["id"] > b["object"]["id"]; });
  return orders;
}

}  // namespace

http::Response orders_page(World& world) {
  std::string html;
  for (const Json& stored : stored_orders(world)) html += order_html(stored);
  return page(200, "Print orders", html.empty() ? "<p>No order has arrived yet.</p>" : html);
}

http::Response act_on_order(World& world, const http::Request& request) {
  const auto [order, action] = read_order_action(request);
  const bool done = action == "ship"      ? ship_now(world, order)
                    : action == "part"    ? ship_part(world, order)
                    : action == "return"  ? come_back(world, order)
                    : action == "reship"  ? ship_again(world, order)
                    : action == "short"   ? run_short(world, order)
                    : action == "lose"    ? lose_parcel(world, order)
                    : action == "refund"  ? pay_back(world, order)
                    : action == "draft"   ? fall_back_to_draft(world, order)
                    : action == "deliver" ? deliver(world, order)
                    : action == "hold"    ? put_on_hold(world, order, "The printer has a question about the artwork")
                    : action == "unhold"  ? remove_hold(world, order)
                    : action == "fail"    ? fail_order(world, order, "The store's payment method was declined")
                    : action == "cancel"  ? cancel_by_printer(world, order, "The product is out of stock")
                                          : false;
  if (!done) return page(409, "That is not possible now", "<p><a href=\"/printful-orders\">Back to the orders</a></p>");
  return see_other("/printful-orders");
}

http::Response orders_json(World& world) { return json_answer(200, stored_orders(world)); }

}  // namespace sandbox::printful
