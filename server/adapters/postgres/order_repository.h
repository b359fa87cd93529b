#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresOrderRepository : public ports::OrderRepository {
 public:
  explicit PostgresOrderRepository(Session& session) : session_(session) {}

  void insert(const domain::Order& order) override;
  std::optional<domain::Order> find(const domain::OrderId& id) override;
  std::optional<domain::Order> find_for_update(const domain::OrderId& id) override;
  std::optional<domain::Order> find_by_number(std::string_view number) override;
  std::optional<domain::Order> find_by_session(std::string_view stripe_session_id) override;
  std::optional<domain::Order> find_by_payment_intent(std::string_view payment_intent_id) override;
  std::vector<domain::Order> find_by_cart(std::string_view cart_id) override;
  std::vector<domain::OrderId> ids_after(std::string_view after, int limit) override;
  std::vector<domain::OrderId> ids_to_reconcile(base::Timestamp since) override;
  std::optional<domain::OrderId> next_to_reconcile() override;
  void set_next_to_reconcile(const std::optional<domain::OrderId>& id) override;
  void update(const domain::Order& order) override;

  void append_history(const domain::OrderHistoryEntry& entry) override;
  std::vector<domain::OrderHistoryEntry> history(const domain::OrderId& id) override;
  std::vector<domain::SealedEntry> story(const domain::OrderId& id) override;

  std::optional<domain::Fulfillment> find_fulfillment(const domain::OrderId& id) override;
  std::optional<domain::Fulfillment> find_fulfillment_by_provider_order(std::string_view provider,
                                                                        std::string_view provider_order_id) override;
  void save_fulfillment(const domain::Fulfillment& fulfillment) override;
  std::optional<domain::OrderId> order_of_parcel(std::string_view number) override;

  bool save_shipment(const domain::Shipment& shipment) override;
  std::vector<domain::Shipment> shipments(const domain::OrderId& id) override;

 private:
  std::vector<domain::Order> select(const std::string& condition, const Param& value);
  std::vector<domain::OrderLine> lines_of(const domain::OrderId& id);
  std::vector<domain::ShippedItem> items_of(std::int64_t shipment_id);
  void insert_line(const domain::OrderId& id, int position, const domain::OrderLine& line);

  Session& session_;
};

}  // namespace adapters::postgres
