#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/money.h"
#include "base/timestamp.h"
#include "domain/design.h"
#include "domain/fulfillment_state.h"
#include "domain/language.h"
#include "domain/order_state.h"
#include "domain/payment_state.h"
#include "domain/printer.h"

namespace domain {

using OrderId = base::Id<struct OrderTag>;  // UUID

struct Address {
  std::string name;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;  // code, where the country has them: "CA"
  std::string postal_code;
  std::string country;  // ISO 3166-1 alpha-2
  std::string phone;

  bool operator==(const Address&) const = default;
};

// What was bought, as it was when it was bought: later changes of the catalog do not reach it.
struct OrderLine {
  std::string id;  // UUID
  std::int64_t product_id = 0;
  DesignId design_id;
  std::string variant_sku;
  std::int64_t printful_variant_id = 0;
  std::string print_spec;
  std::string placement;
  std::string name;           // "Unisex tee"
  std::string variant_label;  // "White / M"
  int quantity = 1;
  std::int64_t unit_price_minor = 0;
  std::string provider{kPrintful};  // who makes it; one for all lines of an order
  std::optional<PrintifyArticle> printify{};  // where Printify does

  bool operator==(const OrderLine&) const = default;
};

struct Order {
  OrderId id;
  std::string number;            // for people: "PP-7K2MQ4ZD"
  std::string cart_id;           // chosen by the browser; one cart may be tried several times
  std::string cart_fingerprint;  // hash of the cart's items: the same cart twice is the same order
  OrderState state = OrderState::kCreated;
  PaymentState payment = PaymentState::kOpen;
  Language language = Language::kEnglish;  // the buyer's; of the order's mails and links
  std::string currency = "USD";
  std::int64_t subtotal_minor = 0;
  std::int64_t discount_minor = 0;             // off the subtotal
  std::optional<std::string> promotion_code;  // that gave the discount
  std::int64_t shipping_minor = 0;
  std::string shipping_country;  // the price of shipping is for this one; empty: for all that we ship to
  std::int64_t total_minor = 0;  // subtotal - discount + shipping
  std::int64_t paid_minor = 0;      // what the payment service took
  std::int64_t refunded_minor = 0;  // refunds that have not failed; kept by the database
  std::optional<std::string> user_email;
  std::optional<std::string> stripe_session_id;
  std::optional<std::string> checkout_url;
  std::optional<std::string> payment_intent_id;
  std::optional<Address> shipping_address;
  std::optional<std::string> tracking_number;  // of the latest parcel
  std::optional<std::string> trouble;          // why a person must look; for staff
  base::Timestamp created_at;
  std::optional<base::Timestamp> paid_at;
  std::optional<base::Timestamp> shipped_at;
  std::vector<OrderLine> lines;

  bool operator==(const Order&) const = default;
};

// One line of an order's story.
struct OrderHistoryEntry {
  OrderId order_id;
  base::Timestamp at;
  std::string actor;  // "customer", "stripe", "printful", "printify", "owner", "system"
  OrderState from = OrderState::kCreated;
  OrderState to = OrderState::kCreated;
  std::string event;   // to_string(OrderEvent), or one of kOrderNotes
  std::string reason;  // free text for staff, may be empty

  bool operator==(const OrderHistoryEntry&) const = default;
};

// How many of an order's line a parcel holds.
struct ShippedItem {
  std::string line_id;  // OrderLine::id
  int quantity = 1;

  bool operator==(const ShippedItem&) const = default;
};

// A parcel.
struct Shipment {
  OrderId order_id;
  std::string provider_shipment_id;
  std::string carrier;
  std::string tracking_number;
  std::string tracking_url;
  base::Timestamp shipped_at;
  std::optional<base::Timestamp> delivered_at;
  std::optional<base::Timestamp> returned_at{};
  bool reshipment = false;           // sent in place of one that was lost or came back
  std::vector<ShippedItem> items{};  // by line id; empty where the printer does not say

  bool operator==(const Shipment&) const = default;
};

// The printer's side of an order.
struct Fulfillment {
  OrderId order_id;
  std::string provider{kPrintful};
  std::string external_id;        // 32 hex digits of the order's id: stands for one print order and no second one
  std::string provider_order_id;  // empty until accepted
  std::string provider_state;     // as the printer calls it
  base::Timestamp updated_at;
  FulfillmentState state = FulfillmentState::kOwed;
  std::string reason{};  // of a hold, failure or cancellation, for staff
  int version = 0;     // how often it was recorded: what was read from the printer before the last time is stale
  bool asked = false;  // it may have been sent to the printer: to be looked up there before it is sent again

  bool operator==(const Fulfillment&) const = default;
};

// Paid once, and nobody's any more: its person had their data deleted.
bool is_forgotten(const Order& order);

// Who makes the order: domain::kPrintful or kPrintify.
std::string_view provider_of(const Order& order);

// The order's UUID without dashes: fits Printful's 32 characters.
std::string external_id_of(const OrderId& id);

// Applies `event` to the order and tells the history entry to store with it; nothing where the state machine has no
// such edge (an event that came twice, or late).
std::optional<OrderHistoryEntry> apply(Order& order, OrderEvent event, base::Timestamp now, std::string actor,
                                       std::string reason = {});

// Crockford base32 of 40 random bits behind "PP-": short enough to read out, not countable.
std::string order_number_from(std::string_view random_bytes);

}  // namespace domain
