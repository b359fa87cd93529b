#include "adapters/postgres/order_repository.h"

#include "adapters/postgres/order_row.h"
#include "adapters/postgres/printify_article.h"

namespace adapters::postgres {
namespace {

std::optional<domain::Order> first_of(std::vector<domain::Order> orders) {
  if (orders.empty()) return std::nullopt;
  return std::move(orders.front());
}

domain::OrderState state_from(const Row& row, std::string_view column) {
  return domain::order_state_from(row.text(column)).value();
}

std::optional<domain::Fulfillment> first_fulfillment(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return domain::Fulfillment{{row.text("order_id")},  row.text("provider"),
                             row.text("external_id"), row.text("provider_order_id"),
                             row.text("provider_state"), row.time("updated_at"),
                             domain::fulfillment_state_from(row.text("state")).value(), row.text("reason"),
                             row.integer("version"), row.boolean("asked")};
}

}  // namespace

void PostgresOrderRepository::insert(const domain::Order& order) {
  Params params = changing_columns_of(order);
  params.emplace_back(order.created_at);
  session_.execute(kOrderInsert, params);
  int position = 0;
  for (const auto& line : order.lines) insert_line(order.id, position++, line);
}

void PostgresOrderRepository::insert_line(const domain::OrderId& id, int position, const domain::OrderLine& line) {
  session_.execute(
      "INSERT INTO order_items (id, order_id, position, product_id, pet_image_id, variant_sku, printful_variant_id, "
      "print_spec, placement, name, variant_label, quantity, unit_price_cents, provider, printify) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      {line.id, id, position, line.product_id, line.design_id, line.variant_sku, line.printful_variant_id,
       line.print_spec, line.placement, line.name, line.variant_label, line.quantity, line.unit_price_minor,
       line.provider, article_text(line.printify)});
}

std::vector<domain::OrderLine> PostgresOrderRepository::lines_of(const domain::OrderId& id) {
  std::vector<domain::OrderLine> lines;
  for (const auto& row :
       session_.execute("SELECT * FROM order_items WHERE order_id = $1 ORDER BY position", {id}).rows) {
    lines.push_back(order_line_from(row));
  }
  return lines;
}

std::vector<domain::Order> PostgresOrderRepository::select(const std::string& condition, const Param& value) {
  std::vector<domain::Order> orders;
  for (const auto& row : session_.execute("SELECT * FROM orders WHERE " + condition, {value}).rows) {
    orders.push_back(order_from(row));
    orders.back().lines = lines_of(orders.back().id);
  }
  return orders;
}

std::optional<domain::Order> PostgresOrderRepository::find(const domain::OrderId& id) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  return first_of(select("id = $1", id));
}

std::optional<domain::Order> PostgresOrderRepository::find_for_update(const domain::OrderId& id) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  return first_of(select("id = $1 FOR UPDATE", id));
}

std::optional<domain::Order> PostgresOrderRepository::find_by_number(std::string_view number) {
  return first_of(select("number = $1", number));
}

std::optional<domain::Order> PostgresOrderRepository::find_by_session(std::string_view stripe_session_id) {
  return first_of(select("stripe_session_id = $1", stripe_session_id));
}

std::optional<domain::Order> PostgresOrderRepository::find_by_payment_intent(std::string_view payment_intent_id) {
  return first_of(select("payment_intent_id = $1", payment_intent_id));
}

std::vector<domain::OrderId> PostgresOrderRepository::ids_after(std::string_view after, int limit) {
  std::vector<domain::OrderId> ids;
  for (const auto& row :
       session_.execute("SELECT id FROM orders WHERE id::text > $1 ORDER BY id::text LIMIT $2", {after, limit}).rows) {
    ids.push_back({row.text("id")});
  }
  return ids;
}

std::vector<domain::OrderId> PostgresOrderRepository::ids_to_reconcile(base::Timestamp since) {
  std::vector<domain::OrderId> ids;
  for (const auto& row : session_.execute("SELECT id FROM orders WHERE created_at >= $1 OR status NOT IN "
                                          "('delivered', 'expired', 'canceled', 'refunded') ORDER BY id",
                                          {since}).rows) {
    ids.push_back({row.text("id")});
  }
  return ids;
}

std::optional<domain::OrderId> PostgresOrderRepository::next_to_reconcile() {
  const auto rows = session_.execute("SELECT next_order_id FROM reconciler WHERE next_order_id IS NOT NULL");
  if (rows.empty()) return std::nullopt;
  return domain::OrderId{rows.front().text("next_order_id")};
}

void PostgresOrderRepository::set_next_to_reconcile(const std::optional<domain::OrderId>& id) {
  session_.execute("UPDATE reconciler SET next_order_id = $1", {id});
}

std::vector<domain::Order> PostgresOrderRepository::find_by_cart(std::string_view cart_id) {
  return select("cart_id = $1 ORDER BY created_at, sequence", cart_id);
}

void PostgresOrderRepository::update(const domain::Order& order) {
  const auto rows = session_.execute(kOrderUpdate, changing_columns_of(order));
  if (rows.affected == 0) throw std::logic_error("update of an order that is not stored");
}

void PostgresOrderRepository::append_history(const domain::OrderHistoryEntry& entry) {
  const auto last = session_.execute(
      "SELECT position, seal FROM order_history WHERE order_id = $1 ORDER BY position DESC LIMIT 1", {entry.order_id});
  const int position = last.empty() ? 1 : last.front().integer("position") + 1;
  const auto sealed = domain::seal(last.empty() ? "" : last.front().text("seal"), position, entry);
  session_.execute(
      "INSERT INTO order_history (order_id, at, actor, from_state, to_state, event, reason, position, seal, reason_digest) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {entry.order_id, entry.at, entry.actor, to_string(entry.from), to_string(entry.to), entry.event, entry.reason,
       position, sealed.seal, sealed.reason_digest});
}

std::vector<domain::SealedEntry> PostgresOrderRepository::story(const domain::OrderId& id) {
  std::vector<domain::SealedEntry> story;
  if (!base::is_uuid(id.value)) return story;
  for (const auto& row :
       session_.execute("SELECT * FROM order_history WHERE order_id = $1 ORDER BY position", {id}).rows) {
    story.push_back({{{row.text("order_id")},
                      row.time("at"),
                      row.text("actor"),
                      state_from(row, "from_state"),
                      state_from(row, "to_state"),
                      row.text("event"),
                      row.text("reason")},
                     row.integer("position"),
                     row.text("seal"),
                     row.text("reason_digest")});
  }
  return story;
}

std::vector<domain::OrderHistoryEntry> PostgresOrderRepository::history(const domain::OrderId& id) {
  std::vector<domain::OrderHistoryEntry> entries;
  for (auto& sealed : story(id)) entries.push_back(std::move(sealed.entry));
  return entries;
}

std::optional<domain::Fulfillment> PostgresOrderRepository::find_fulfillment(const domain::OrderId& id) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  return first_fulfillment(session_.execute("SELECT * FROM fulfillments WHERE order_id = $1", {id}));
}

std::optional<domain::Fulfillment> PostgresOrderRepository::find_fulfillment_by_provider_order(
    std::string_view provider, std::string_view provider_order_id) {
  return first_fulfillment(session_.execute(
      "SELECT * FROM fulfillments WHERE provider = $1 AND provider_order_id = $2", {provider, provider_order_id}));
}

void PostgresOrderRepository::save_fulfillment(const domain::Fulfillment& fulfillment) {
  session_.execute(
      "INSERT INTO fulfillments (order_id, provider, external_id, provider_order_id, provider_state, updated_at, state, "
      "reason, version, asked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (order_id) DO UPDATE SET "
      "provider = excluded.provider, external_id = excluded.external_id, "
      "provider_order_id = excluded.provider_order_id, provider_state = excluded.provider_state, "
      "updated_at = excluded.updated_at, state = excluded.state, reason = excluded.reason, version = excluded.version, "
      "asked = excluded.asked",
      {fulfillment.order_id, fulfillment.provider, fulfillment.external_id, fulfillment.provider_order_id,
       fulfillment.provider_state, fulfillment.updated_at, to_string(fulfillment.state), fulfillment.reason,
       fulfillment.version, fulfillment.asked});
}

bool PostgresOrderRepository::save_shipment(const domain::Shipment& shipment) {
  // xmax is 0 only in a row that this statement inserted.
  const auto rows = session_.execute(
      "INSERT INTO shipments (order_id, provider_shipment_id, carrier, tracking_number, tracking_url, shipped_at, "
      "delivered_at, returned_at, reshipment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "ON CONFLICT (order_id, provider_shipment_id) DO UPDATE SET "
      "carrier = excluded.carrier, tracking_number = excluded.tracking_number, tracking_url = excluded.tracking_url, "
      "shipped_at = excluded.shipped_at, delivered_at = coalesce(shipments.delivered_at, excluded.delivered_at), "
      "returned_at = coalesce(shipments.returned_at, excluded.returned_at), reshipment = excluded.reshipment "
      "RETURNING xmax = 0 AS is_new, id",
      {shipment.order_id, shipment.provider_shipment_id, shipment.carrier, shipment.tracking_number,
       shipment.tracking_url, shipment.shipped_at, shipment.delivered_at, shipment.returned_at, shipment.reshipment});
  const auto id = rows.front().big_integer("id");
  session_.execute("DELETE FROM shipment_items WHERE shipment_id = $1", {id});
  for (const auto& item : shipment.items) {
    session_.execute("INSERT INTO shipment_items (shipment_id, order_item_id, quantity) VALUES ($1, $2, $3)",
                     {id, item.line_id, item.quantity});
  }
  return rows.front().boolean("is_new");
}

std::vector<domain::ShippedItem> PostgresOrderRepository::items_of(std::int64_t shipment_id) {
  std::vector<domain::ShippedItem> items;
  for (const auto& row : session_
                             .execute("SELECT order_item_id, quantity FROM shipment_items WHERE shipment_id = $1 "
                                      "ORDER BY order_item_id",
                                      {shipment_id})
                             .rows) {
    items.push_back({row.text("order_item_id"), row.integer("quantity")});
  }
  return items;
}

std::optional<domain::OrderId> PostgresOrderRepository::order_of_parcel(std::string_view number) {
  if (number.empty()) return std::nullopt;
  const auto rows = session_.execute(
      "SELECT order_id FROM shipments WHERE tracking_number = $1 OR provider_shipment_id = $1 ORDER BY shipped_at DESC, id DESC LIMIT 1",
      {number});
  if (rows.empty()) return std::nullopt;
  return domain::OrderId{rows.front().text("order_id")};
}

std::vector<domain::Shipment> PostgresOrderRepository::shipments(const domain::OrderId& id) {
  std::vector<domain::Shipment> shipments;
  if (!base::is_uuid(id.value)) return shipments;
  for (const auto& row :
       session_.execute("SELECT * FROM shipments WHERE order_id = $1 ORDER BY shipped_at, id", {id}).rows) {
    shipments.push_back({{row.text("order_id")},
                         row.text("provider_shipment_id"),
                         row.text("carrier"),
                         row.text("tracking_number"),
                         row.text("tracking_url"),
                         row.time("shipped_at"),
                         row.optional_time("delivered_at"),
                         row.optional_time("returned_at"),
                         row.boolean("reshipment"),
                         items_of(row.big_integer("id"))});
  }
  return shipments;
}

}  // namespace adapters::postgres
