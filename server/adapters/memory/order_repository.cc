#include "adapters/memory/order_repository.h"

#include <algorithm>

namespace adapters::memory {
namespace {

template <class Rows, class Predicate>
auto first_where(const Rows& rows, Predicate predicate) -> std::optional<typename Rows::value_type> {
  const auto found = std::find_if(rows.begin(), rows.end(), predicate);
  if (found == rows.end()) return std::nullopt;
  return *found;
}

template <class Rows, class Predicate>
Rows all_where(const Rows& rows, Predicate predicate) {
  Rows selected;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(selected), predicate);
  return selected;
}

}  // namespace

void MemoryOrderRepository::check_constraints(const domain::Order& order) const {
  if (order.subtotal_minor < 0 || order.shipping_minor < 0) throw ConstraintViolation("orders_money_check");
  if (order.total_minor != order.subtotal_minor - order.discount_minor + order.shipping_minor) {
    throw ConstraintViolation("orders_total_check");
  }
  if (order.discount_minor < 0 || order.discount_minor > order.subtotal_minor ||
      (order.discount_minor > 0 && !order.promotion_code)) {
    throw ConstraintViolation("orders_discount_check");
  }
  if (order.paid_minor < 0) throw ConstraintViolation("orders_paid_check");
  if (order.refunded_minor < 0 || order.refunded_minor > order.paid_minor) throw ConstraintViolation("orders_refund_check");
  for (const auto& other : state_.orders) {
    if (other.id == order.id) continue;
    require_unique(other.number != order.number, "orders_number_unique");
    require_unique(!order.stripe_session_id || other.stripe_session_id != order.stripe_session_id,
                   "orders_stripe_session_unique");
    require_unique(other.cart_id != order.cart_id || other.cart_fingerprint != order.cart_fingerprint,
                   "orders_cart_unique");
    require_unique(other.cart_id != order.cart_id || other.state != domain::OrderState::kCreated ||
                       order.state != domain::OrderState::kCreated,
                   "orders_cart_open_unique");
  }
}

void MemoryOrderRepository::check_lines(const domain::Order& order) const {
  for (const auto& line : order.lines) {
    if (!base::is_uuid(line.id)) throw std::invalid_argument("order line id is not a UUID: " + line.id);
    if (line.quantity < 1 || line.quantity > 1000) throw ConstraintViolation("order_items_quantity_check");
    if (line.unit_price_minor < 0) throw ConstraintViolation("order_items_money_check");
    if (!state_.designs.contains(line.design_id)) throw ConstraintViolation("order_items_pet_image_fkey");
    const auto is_it = [&](const domain::Product& product) { return product.id == line.product_id; };
    if (std::none_of(state_.products.begin(), state_.products.end(), is_it)) {
      throw ConstraintViolation("order_items_product_fkey");
    }
    for (const auto& other : state_.orders) {
      const auto same_id = [&](const domain::OrderLine& taken) { return taken.id == line.id; };
      require_unique(std::none_of(other.lines.begin(), other.lines.end(), same_id), "order_items_pkey");
    }
  }
}

void MemoryOrderRepository::require_order(const domain::OrderId& id, const char* foreign_key) const {
  const auto is_it = [&](const domain::Order& order) { return order.id == id; };
  if (std::none_of(state_.orders.begin(), state_.orders.end(), is_it)) throw ConstraintViolation(foreign_key);
}

void MemoryOrderRepository::insert(const domain::Order& order) {
  if (!base::is_uuid(order.id.value)) throw std::invalid_argument("order id is not a UUID: " + order.id.value);
  require_unique(!find(order.id), "orders_pkey");
  check_constraints(order);
  check_lines(order);
  state_.orders.push_back(order);
}

std::optional<domain::Order> MemoryOrderRepository::find(const domain::OrderId& id) {
  return first_where(state_.orders, [&](const auto& order) { return order.id == id; });
}

std::optional<domain::Order> MemoryOrderRepository::find_by_number(std::string_view number) {
  return first_where(state_.orders, [&](const auto& order) { return order.number == number; });
}

std::optional<domain::Order> MemoryOrderRepository::find_by_session(std::string_view stripe_session_id) {
  return first_where(state_.orders, [&](const auto& order) { return order.stripe_session_id == stripe_session_id; });
}

std::optional<domain::Order> MemoryOrderRepository::find_by_payment_intent(std::string_view payment_intent_id) {
  return first_where(state_.orders, [&](const auto& order) { return order.payment_intent_id == payment_intent_id; });
}

std::vector<domain::OrderId> MemoryOrderRepository::ids_after(std::string_view after, int limit) {
  std::vector<domain::OrderId> ids;
  for (const auto& order : state_.orders) {
    if (order.id.value > after) ids.push_back(order.id);
  }
  std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  if (ids.size() > static_cast<std::size_t>(limit)) ids.resize(static_cast<std::size_t>(limit));
  return ids;
}

std::vector<domain::OrderId> MemoryOrderRepository::ids_to_reconcile(base::Timestamp since) {
  std::vector<domain::OrderId> ids;
  for (const auto& order : state_.orders) {
    if (order.created_at >= since || !domain::is_ended(order.state)) ids.push_back(order.id);
  }
  std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  return ids;
}

std::vector<domain::Order> MemoryOrderRepository::find_by_cart(std::string_view cart_id) {
  auto orders = all_where(state_.orders, [&](const auto& order) { return order.cart_id == cart_id; });
  std::stable_sort(orders.begin(), orders.end(),
                   [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
  return orders;
}

void MemoryOrderRepository::update(const domain::Order& order) {
  const auto found =
      std::find_if(state_.orders.begin(), state_.orders.end(), [&](const auto& stored) { return stored.id == order.id; });
  if (found == state_.orders.end()) throw std::logic_error("update of an order that is not stored");
  auto lines = std::move(found->lines);
  const auto created_at = found->created_at;
  const auto refunded_minor = found->refunded_minor;
  *found = order;
  found->refunded_minor = refunded_minor;
  check_constraints(*found);
  found->lines = std::move(lines);
  found->created_at = created_at;
}

void MemoryOrderRepository::append_history(const domain::OrderHistoryEntry& entry) {
  require_order(entry.order_id, "order_history_order_fkey");
  auto& seals = state_.seals[entry.order_id];
  const auto sealed = domain::seal(seals.empty() ? "" : seals.back(), static_cast<int>(seals.size()) + 1, entry);
  seals.push_back(sealed.seal);
  state_.reason_digests[entry.order_id].push_back(sealed.reason_digest);
  state_.history.push_back(entry);
}

std::vector<domain::SealedEntry> MemoryOrderRepository::story(const domain::OrderId& id) {
  std::vector<domain::SealedEntry> story;
  for (auto& entry : history(id)) {
    const auto at = story.size();
    story.push_back({std::move(entry), static_cast<int>(at) + 1, state_.seals.at(id).at(at),
                     state_.reason_digests.at(id).at(at)});
  }
  return story;
}

std::vector<domain::OrderHistoryEntry> MemoryOrderRepository::history(const domain::OrderId& id) {
  return all_where(state_.history, [&](const auto& entry) { return entry.order_id == id; });
}

std::optional<domain::Fulfillment> MemoryOrderRepository::find_fulfillment(const domain::OrderId& id) {
  const auto found = state_.fulfillments.find(id);
  if (found == state_.fulfillments.end()) return std::nullopt;
  return found->second;
}

std::optional<domain::Fulfillment> MemoryOrderRepository::find_fulfillment_by_provider_order(
    std::string_view provider, std::string_view provider_order_id) {
  for (const auto& [order_id, fulfillment] : state_.fulfillments) {
    if (fulfillment.provider == provider && fulfillment.provider_order_id == provider_order_id) return fulfillment;
  }
  return std::nullopt;
}

void MemoryOrderRepository::save_fulfillment(const domain::Fulfillment& fulfillment) {
  require_order(fulfillment.order_id, "fulfillments_order_fkey");
  for (const auto& [order_id, other] : state_.fulfillments) {
    require_unique(order_id == fulfillment.order_id || other.external_id != fulfillment.external_id,
                   "fulfillments_external_id_unique");
  }
  state_.fulfillments[fulfillment.order_id] = fulfillment;
}

bool MemoryOrderRepository::save_shipment(const domain::Shipment& shipment) {
  require_order(shipment.order_id, "shipments_order_fkey");
  for (auto& stored : state_.shipments) {
    if (stored.order_id != shipment.order_id || stored.provider_shipment_id != shipment.provider_shipment_id) continue;
    const auto delivered_at = stored.delivered_at ? stored.delivered_at : shipment.delivered_at;
    const auto returned_at = stored.returned_at ? stored.returned_at : shipment.returned_at;
    stored = shipment;
    stored.delivered_at = delivered_at;
    stored.returned_at = returned_at;
    return false;
  }
  state_.shipments.push_back(shipment);
  return true;
}

std::optional<domain::OrderId> MemoryOrderRepository::order_of_parcel(std::string_view number) {
  const domain::Shipment* latest = nullptr;
  for (const auto& shipment : state_.shipments) {
    const bool is_it = shipment.tracking_number == number || shipment.provider_shipment_id == number;
    if (number.empty() || !is_it) continue;
    if (!latest || shipment.shipped_at >= latest->shipped_at) latest = &shipment;
  }
  return latest ? std::optional(latest->order_id) : std::nullopt;
}

std::vector<domain::Shipment> MemoryOrderRepository::shipments(const domain::OrderId& id) {
  auto shipments = all_where(state_.shipments, [&](const auto& shipment) { return shipment.order_id == id; });
  std::stable_sort(shipments.begin(), shipments.end(),
                   [](const auto& a, const auto& b) { return a.shipped_at < b.shipped_at; });
  return shipments;
}

}  // namespace adapters::memory
