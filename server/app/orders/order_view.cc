#include "app/orders/order_view.h"

#include <algorithm>
#include <array>

#include "app/orders/order_link.h"
#include "compositor/printed_pet.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderHistoryEntry;
using domain::OrderState;

// Says things of one order in one language.
class Words {
 public:
  Words(const ports::Wording& wording, domain::Language language) : wording_(wording), language_(language) {}

  [[nodiscard]] std::string operator()(const std::string& key, const ports::TextParams& params = {}) const {
    return wording_.text(language_, "order." + key, params);
  }
  [[nodiscard]] std::string time(base::Timestamp at) const { return wording_.date_time(language_, at); }
  [[nodiscard]] std::string country(const std::string& code) const { return wording_.country(language_, code); }
  [[nodiscard]] std::string money(const base::Money& money) const { return wording_.money(language_, money); }

 private:
  const ports::Wording& wording_;
  domain::Language language_;
};

std::string time_of(const Words& words, const std::vector<OrderHistoryEntry>& history, OrderState state) {
  for (const auto& entry : history) {
    if (entry.to == state) return words.time(entry.at);
  }
  return "";
}

std::string parcel_detail(const Words& words, const std::vector<domain::Shipment>& shipments) {
  if (shipments.empty()) return words("step.shipped.detail_waiting");
  if (shipments.size() > 1) return words("step.shipped.detail_parcels", {{"count", std::to_string(shipments.size())}});
  const auto& carrier = shipments.back().carrier;
  return carrier.empty() ? words("step.shipped.detail") : words("step.shipped.detail_carrier", {{"carrier", carrier}});
}

// The five steps of an order that goes well; what went otherwise is said in `trouble`.
std::vector<TimelineStep> timeline_of(const Words& words, const Order& order,
                                      const std::vector<OrderHistoryEntry>& history,
                                      const std::vector<domain::Shipment>& shipments) {
  const auto at = [&](OrderState state) { return time_of(words, history, state); };
  std::vector<TimelineStep> steps{
      {words("step.placed"), "", words.time(order.created_at)},
      {words("step.paid"), words("step.paid.detail"), at(OrderState::kPaid)},
      {words("step.in_production"), words("step.in_production.detail"), at(OrderState::kInProduction)},
      {words("step.shipped"), parcel_detail(words, shipments), at(OrderState::kShipped)},
      {words("step.delivered"), "", at(OrderState::kDelivered)},
  };
  std::size_t last_done = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].at.empty()) last_done = i;
  }
  for (std::size_t i = 0; i <= last_done; ++i) steps[i].done = true;
  steps[last_done].current = true;
  return steps;
}

std::string status_of(const Words& words, const domain::Shipment& parcel) {
  if (parcel.returned_at) return words("parcel.returned", {{"at", words.time(*parcel.returned_at)}});
  if (parcel.delivered_at) return words("parcel.delivered", {{"at", words.time(*parcel.delivered_at)}});
  return words("parcel.on_its_way", {{"at", words.time(parcel.shipped_at)}});
}

ParcelView parcel_view(const Words& words, const Order& order, const domain::Shipment& parcel) {
  ParcelView view{parcel.provider_shipment_id, parcel.carrier, parcel.tracking_number, parcel.tracking_url,
                  status_of(words, parcel), parcel.reshipment ? words("parcel.sent_again") : "", {}};
  for (const auto& item : parcel.items) {
    for (const auto& line : order.lines) {
      if (line.id != item.line_id) continue;
      view.items.push_back(words("parcel.item", {{"quantity", std::to_string(item.quantity)},
                                                 {"name", line.name},
                                                 {"variant", line.variant_label}}));
    }
  }
  return view;
}

std::string trouble_of(const Words& words, OrderState state) {
  switch (state) {
    case OrderState::kNeedsAttention:
    case OrderState::kExpired:
    case OrderState::kCanceled:
    case OrderState::kRefunded: return words("trouble." + std::string(to_string(state)));
    default: return "";
  }
}

// "10115 Berlin", "Springfield IL 62701": these write the code behind the town.
std::string town_line_of(const domain::Address& address) {
  static constexpr std::array<std::string_view, 7> kCodeLast = {"AU", "CA", "GB", "IE", "JP", "NZ", "US"};
  const std::string region = address.state.empty() ? "" : " " + address.state;
  const std::string code = address.postal_code;
  if (code.empty()) return address.city + region;
  const bool last = std::find(kCodeLast.begin(), kCodeLast.end(), address.country) != kCodeLast.end();
  return last ? address.city + region + " " + code : code + " " + address.city + region;
}

std::vector<std::string> address_lines_of(const Words& words, const Order& order) {
  std::vector<std::string> lines;
  if (!order.shipping_address) return lines;
  const auto& address = *order.shipping_address;
  for (const auto& line : {address.name, address.line1, address.line2, town_line_of(address), words.country(address.country)}) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::string sharpness_of(const Words& words, const std::optional<domain::PrintFile>& print) {
  if (!print || !print->pet_dpi || *print->pet_dpi >= compositor::kSoftUnderDpi) return "";
  return words("print.soft", {{"dpi", std::to_string(*print->pet_dpi)}});
}

}  // namespace

OrderView make_order_view(const Services& services, domain::Language language, const Order& order,
                          const std::vector<OrderHistoryEntry>& history,
                          const std::vector<domain::Shipment>& shipments,
                          const std::vector<std::optional<domain::PrintFile>>& prints) {
  const Words words(services.wording, language);
  const auto money = [&](std::int64_t minor) { return words.money({minor, order.currency}); };
  OrderView view;
  view.number = order.number;
  view.state = to_string(order.state);
  view.state_label = words("state." + view.state);
  view.placed_at = words.time(order.created_at);
  view.subtotal = money(order.subtotal_minor);
  if (order.discount_minor > 0) {
    view.discount = "-" + money(order.discount_minor) + " (" + order.promotion_code.value_or("") + ")";
  }
  view.shipping = money(order.shipping_minor);
  view.total = money(order.total_minor);
  if (order.refunded_minor > 0) view.refunded = "-" + money(order.refunded_minor);
  view.timeline = timeline_of(words, order, history, shipments);
  view.address_lines = address_lines_of(words, order);
  view.shipments = shipments;
  for (const auto& parcel : shipments) view.parcels.push_back(parcel_view(words, order, parcel));
  view.trouble = trouble_of(words, order.state);
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const auto& line = order.lines[i];
    view.lines.push_back({line.name, line.variant_label, line.quantity, money(line.unit_price_minor),
                          money(line.unit_price_minor * line.quantity),
                          services.public_base_url + "/api/designs/" + line.design_id.value + "/small.png",
                          i < prints.size() ? sharpness_of(words, prints[i]) : ""});
  }
  return view;
}

base::Result<OrderView> view_order(Services& services, domain::Language language, const std::string& number, const std::string& signature) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<OrderView> {
    auto& orders = transaction.orders();
    const auto order = orders.find_by_number(number);
    if (!order || !is_valid_order_link(transaction.link_signing_key(), number, signature)) {
      return base::fail(base::ErrorCode::kNotFound,
                        "We cannot find this order. Please use the link in your mail exactly as it is.");
    }
    std::vector<std::optional<domain::PrintFile>> prints;
    for (const auto& line : order->lines) prints.push_back(transaction.designs().find_print_file(line.design_id, line.print_spec));
    return make_order_view(services, language, *order, orders.history(order->id), orders.shipments(order->id), prints);
  });
}

}  // namespace app
