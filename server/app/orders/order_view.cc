#include "app/orders/order_view.h"

#include "app/orders/country_name.h"
#include "app/orders/order_link.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderHistoryEntry;
using domain::OrderState;

std::string label_of(OrderState state) {
  switch (state) {
    case OrderState::kCreated: return "Waiting for payment";
    case OrderState::kPaid: return "Paid";
    case OrderState::kInProduction: return "Being printed";
    case OrderState::kShipped: return "On its way";
    case OrderState::kDelivered: return "Delivered";
    case OrderState::kExpired: return "Not paid in time";
    case OrderState::kCanceled: return "Canceled";
    case OrderState::kRefunded: return "Refunded";
    case OrderState::kNeedsAttention: return "We are looking into it";
  }
  return "";
}

std::string time_of(const std::vector<OrderHistoryEntry>& history, OrderState state) {
  for (const auto& entry : history) {
    if (entry.to == state) return base::to_long_date(entry.at);
  }
  return "";
}

std::string parcel_detail(const std::vector<domain::Shipment>& shipments) {
  if (shipments.empty()) return "We write to you with the tracking number.";
  const auto& latest = shipments.back();
  return latest.carrier.empty() ? "Handed to the carrier." : "Handed to " + latest.carrier + ".";
}

// The five steps of an order that goes well; what went otherwise is said in `trouble`.
std::vector<TimelineStep> timeline_of(const Order& order, const std::vector<OrderHistoryEntry>& history,
                                      const std::vector<domain::Shipment>& shipments) {
  std::vector<TimelineStep> steps{
      {"Order placed", "", base::to_long_date(order.created_at), true, false},
      {"Paid", "Thank you! A confirmation is in your mailbox.", time_of(history, OrderState::kPaid)},
      {"In production", "Your picture is being printed.", time_of(history, OrderState::kInProduction)},
      {"Shipped", parcel_detail(shipments), time_of(history, OrderState::kShipped)},
      {"Delivered", "", time_of(history, OrderState::kDelivered)},
  };
  std::size_t last_done = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].at.empty()) last_done = i;
  }
  for (std::size_t i = 0; i <= last_done; ++i) steps[i].done = true;
  steps[last_done].current = true;
  return steps;
}

std::string trouble_of(const Order& order) {
  switch (order.state) {
    case OrderState::kNeedsAttention:
      return "Something about this order needs a person. We are on it and will write to you; your money is safe.";
    case OrderState::kExpired:
      return "This order was not paid in time, so nothing was charged. Your pictures are still in your cart.";
    case OrderState::kCanceled: return "The payment did not go through, so nothing will be printed.";
    case OrderState::kRefunded: return "This order was refunded.";
    default: return "";
  }
}

std::vector<std::string> address_lines_of(const Order& order) {
  std::vector<std::string> lines;
  if (!order.shipping_address) return lines;
  const auto& address = *order.shipping_address;
  const std::string region = address.state.empty() ? "" : " " + address.state;
  for (const auto& line : {address.name, address.line1, address.line2, address.city + region + " " + address.postal_code,
                           country_name(address.country)}) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

OrderView make_order_view(const Services& services, const Order& order, const std::vector<OrderHistoryEntry>& history,
                          const std::vector<domain::Shipment>& shipments) {
  const auto money = [&](std::int64_t minor) { return base::format_money({minor, order.currency}); };
  OrderView view;
  view.number = order.number;
  view.state = to_string(order.state);
  view.state_label = label_of(order.state);
  view.placed_at = base::to_long_date(order.created_at);
  view.subtotal = money(order.subtotal_minor);
  view.shipping = money(order.shipping_minor);
  view.total = money(order.total_minor);
  view.timeline = timeline_of(order, history, shipments);
  view.address_lines = address_lines_of(order);
  view.shipments = shipments;
  view.trouble = trouble_of(order);
  for (const auto& line : order.lines) {
    view.lines.push_back({line.name, line.variant_label, line.quantity, money(line.unit_price_minor),
                          money(line.unit_price_minor * line.quantity),
                          services.public_base_url + "/api/designs/" + line.design_id.value + "/preview.png"});
  }
  return view;
}

base::Result<OrderView> view_order(Services& services, const std::string& number, const std::string& signature) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<OrderView> {
    auto& orders = transaction.orders();
    const auto order = orders.find_by_number(number);
    if (!order || !is_valid_order_link(transaction.link_signing_key(), number, signature)) {
      return base::fail(base::ErrorCode::kNotFound,
                        "We cannot find this order. Please use the link in your mail exactly as it is.");
    }
    return make_order_view(services, *order, orders.history(order->id), orders.shipments(order->id));
  });
}

}  // namespace app
