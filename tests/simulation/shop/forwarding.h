#pragma once

#include "ports/database.h"

// Repositories that only pass on; a planted bug overrides what it breaks.
namespace simulation {

class ForwardingOrders : public ports::OrderRepository {
 public:
  explicit ForwardingOrders(ports::OrderRepository& inner) : inner_(inner) {}
  void insert(const domain::Order& order) override { inner_.insert(order); }
  std::optional<domain::Order> find(const domain::OrderId& id) override { return inner_.find(id); }
  std::optional<domain::Order> find_for_update(const domain::OrderId& id) override { return inner_.find_for_update(id); }
  std::optional<domain::Order> find_by_number(std::string_view number) override { return inner_.find_by_number(number); }
  std::optional<domain::Order> find_by_session(std::string_view id) override { return inner_.find_by_session(id); }
  std::optional<domain::Order> find_by_payment_intent(std::string_view id) override {
    return inner_.find_by_payment_intent(id);
  }
  std::vector<domain::Order> find_by_cart(std::string_view cart_id) override { return inner_.find_by_cart(cart_id); }
  std::vector<domain::OrderId> ids_after(std::string_view after, int limit) override {
    return inner_.ids_after(after, limit);
  }
  void update(const domain::Order& order) override { inner_.update(order); }
  void append_history(const domain::OrderHistoryEntry& entry) override { inner_.append_history(entry); }
  std::vector<domain::SealedEntry> story(const domain::OrderId& id) override { return inner_.story(id); }
  std::vector<domain::OrderHistoryEntry> history(const domain::OrderId& id) override { return inner_.history(id); }
  std::optional<domain::Fulfillment> find_fulfillment(const domain::OrderId& id) override {
    return inner_.find_fulfillment(id);
  }
  std::optional<domain::Fulfillment> find_fulfillment_by_provider_order(std::string_view provider,
                                                                        std::string_view id) override {
    return inner_.find_fulfillment_by_provider_order(provider, id);
  }
  void save_fulfillment(const domain::Fulfillment& fulfillment) override { inner_.save_fulfillment(fulfillment); }
  bool save_shipment(const domain::Shipment& shipment) override { return inner_.save_shipment(shipment); }
  std::vector<domain::Shipment> shipments(const domain::OrderId& id) override { return inner_.shipments(id); }

 protected:
  ports::OrderRepository& inner_;
};

class ForwardingPromotions : public ports::PromotionRepository {
 public:
  explicit ForwardingPromotions(ports::PromotionRepository& inner) : inner_(inner) {}
  void insert(const domain::Promotion& promotion) override { inner_.insert(promotion); }
  void update(const domain::Promotion& promotion) override { inner_.update(promotion); }
  std::optional<domain::Promotion> find(std::string_view code) override { return inner_.find(code); }
  std::optional<domain::Promotion> find_for_update(std::string_view code) override {
    return inner_.find_for_update(code);
  }
  std::vector<domain::Promotion> list() override { return inner_.list(); }
  int uses_by_email(std::string_view code, std::string_view email) override { return inner_.uses_by_email(code, email); }
  void insert_redemption(const domain::Redemption& redemption) override { inner_.insert_redemption(redemption); }
  std::optional<domain::Redemption> find_redemption(const domain::OrderId& id) override {
    return inner_.find_redemption(id);
  }
  void update_redemption(const domain::Redemption& redemption) override { inner_.update_redemption(redemption); }

 protected:
  ports::PromotionRepository& inner_;
};

class ForwardingInbox : public ports::WebhookInbox {
 public:
  explicit ForwardingInbox(ports::WebhookInbox& inner) : inner_(inner) {}
  bool insert(const domain::WebhookEvent& event) override { return inner_.insert(event); }
  std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view id) override {
    return inner_.find(source, id);
  }
  void mark_processed(std::string_view source, std::string_view id, base::Timestamp at) override {
    inner_.mark_processed(source, id, at);
  }

 protected:
  ports::WebhookInbox& inner_;
};

class ForwardingTransaction : public ports::Transaction {
 public:
  explicit ForwardingTransaction(ports::Transaction& inner) : inner_(inner) {}
  ports::ProductRepository& products() override { return inner_.products(); }
  ports::DesignRepository& designs() override { return inner_.designs(); }
  ports::ShareRepository& shares() override { return inner_.shares(); }
  ports::OrderRepository& orders() override { return inner_.orders(); }
  ports::PromotionRepository& promotions() override { return inner_.promotions(); }
  ports::RefundRepository& refunds() override { return inner_.refunds(); }
  ports::CustomerRepository& customers() override { return inner_.customers(); }
  ports::WebhookInbox& inbox() override { return inner_.inbox(); }
  ports::MailLedger& mails() override { return inner_.mails(); }
  ports::JobOutbox& jobs() override { return inner_.jobs(); }
  std::string link_signing_key() override { return inner_.link_signing_key(); }

 protected:
  ports::Transaction& inner_;
};

}  // namespace simulation
