#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryOrderRepository : public ports::OrderRepository {
 public:
  explicit MemoryOrderRepository(State& state) : state_(state) {}

  void insert(const domain::Order& order) override;
  std::optional<domain::Order> find(const domain::OrderId& id) override;
  std::optional<domain::Order> find_for_update(const domain::OrderId& id) override { return find(id); }
  std::optional<domain::Order> find_by_number(std::string_view number) override;
  std::optional<domain::Order> find_by_session(std::string_view stripe_session_id) override;
  std::optional<domain::Order> find_by_payment_intent(std::string_view payment_intent_id) override;
  std::vector<domain::Order> find_by_cart(std::string_view cart_id) override;
  std::vector<domain::OrderId> ids_after(std::string_view after, int limit) override;
  std::vector<domain::OrderId> ids_to_reconcile(base::Timestamp since) override;
  std::optional<domain::OrderId> next_to_reconcile() override { return state_.next_to_reconcile; }
  void set_next_to_reconcile(const std::optional<domain::OrderId>& id) override { state_.next_to_reconcile = id; }
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
  void check_constraints(const domain::Order& order) const;
  void check_lines(const domain::Order& order) const;
  void require_order(const domain::OrderId& id, const char* foreign_key) const;

  State& state_;
};

}  // namespace adapters::memory
