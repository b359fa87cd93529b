#include <nlohmann/json.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/orders/order_link.h"
#include "app/orders/order_view.h"
#include "base/log.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

using nlohmann::json;

json to_json(const app::OrderView& view) {
  json context{{"number", view.number},
               {"state", view.state},
               {"state_label", view.state_label},
               {"placed_at", view.placed_at},
               {"subtotal", view.subtotal},
               {"discount", view.discount},
               {"shipping", view.shipping},
               {"refunded", view.refunded},
               {"total", view.total},
               {"trouble", view.trouble},
               {"timeline", json::array()},
               {"lines", json::array()},
               {"address_lines", json::array()},
               {"has_address", !view.address_lines.empty()},
               {"has_shipments", !view.parcels.empty()},
               {"shipments", json::array()}};
  for (const auto& step : view.timeline) {
    context["timeline"].push_back({{"label", step.label},
                                   {"detail", step.done ? step.detail : ""},
                                   {"at", step.at},
                                   {"done", step.done},
                                   {"current", step.current}});
  }
  for (const auto& line : view.lines) {
    context["lines"].push_back({{"name", line.name},
                                {"variant", line.variant},
                                {"quantity", line.quantity},
                                {"unit_price", line.unit_price},
                                {"line_total", line.line_total},
                                {"image_url", line.image_url},
                                {"sharpness", line.sharpness}});
  }
  for (const auto& line : view.address_lines) context["address_lines"].push_back({{"line", line}});
  for (const auto& parcel : view.parcels) {
    context["shipments"].push_back({{"carrier", parcel.carrier},
                                    {"tracking_number", parcel.tracking_number},
                                    {"tracking_url", parcel.tracking_url},
                                    {"status", parcel.status},
                                    {"note", parcel.note},
                                    {"has_items", !parcel.items.empty()},
                                    {"items", json::array()}});
    for (const auto& item : parcel.items) context["shipments"].back()["items"].push_back({{"item", item}});
  }
  return context;
}

}  // namespace

Response get_order_page(const Dependencies& to, const Request& request, const std::string& number) {
  const auto signature = request.query_value("t").value_or("");
  const auto& wording = to.services.wording;
  const auto view = app::view_order(to.services, request.language, number, signature);
  if (!view) {
    const int status = status_of(view.error().code);
    return to.pages.error(request.language, status,
                          status == 404 ? wording.text(request.language, "error.order_unknown") : "");
  }
  auto response = to.pages.render("order", request.language,
                                  {"", wording.text(request.language, "order.page_title", {{"number", view->number}}),
                                   wording.text(request.language, "order.page_description"), "/orders/" + view->number,
                                   "?t=" + signature},
                                  to_json(*view));
  // The link is the right to see the order: it must not travel on in a Referer or a shared cache.
  response.headers = {{"Cache-Control", "private, no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

Response get_thank_you_page(const Dependencies& to, const Request& request) {
  const auto session_id = request.query_value("session_id").value_or("");
  if (session_id.empty()) return to.pages.error(request.language, 400);
  const auto order = app::settle_checkout(to.services, session_id, app::SettleReason::kReturnPage);
  if (!order) {
    base::log_error("the return from payment could not be settled", order.error(), {{"request", request.id}});
    return to.pages.error(request.language, order.error().code == base::ErrorCode::kNotFound ? 404 : 503,
                          to.services.wording.text(request.language, "error.payment_unknown"));
  }
  const auto key = with_transaction(to.services.database, [](ports::Transaction& transaction) {
    return base::Result<std::string>(transaction.link_signing_key());
  });
  if (!key) return to.pages.error(request.language, 503);
  // The order's page says what became of one that was not paid; this page thanks.
  const auto link = app::order_link(to.pages.base_url(), *key, order->number, request.language);
  if (order->state == domain::OrderState::kExpired || order->state == domain::OrderState::kCanceled) {
    return {303, "text/plain; charset=utf-8", "", {{"Location", link}, {"Cache-Control", "private, no-store"}}};
  }
  const bool paid = order->state != domain::OrderState::kCreated;
  auto head = to.pages.head_of(request.language, "thank_you", "/thank-you", "studio/pages/thank_you.ts");
  head.query = "?session_id=" + session_id;
  auto response =
      to.pages.render("thank_you", request.language, head,
                      {{"state", paid ? "paid" : "processing"},
                       {"paid", paid},
                       {"begins", order->state == domain::OrderState::kPaid || order->state == domain::OrderState::kInProduction},
                       {"order_number", order->number},
                       {"cart_id", order->cart_id},
                       {"email", order->user_email.value_or("")},
                       {"order_url", link}});
  response.headers = {{"Cache-Control", "private, no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

}  // namespace http
