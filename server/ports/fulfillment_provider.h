#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "domain/order.h"

namespace ports {

struct FulfillmentItem {
  std::string external_id;  // of the order line
  std::int64_t variant_id = 0;  // the provider's
  int quantity = 1;
  base::Money retail_price;
  std::string name;
  std::string placement;  // "default", "front_dtf_hat"
  std::string print_file_url;
  std::optional<domain::PrintifyArticle> printify{};  // for Printify: what variant_id is a variant of
};

struct FulfillmentRequest {
  std::string external_id;
  domain::Address recipient;
  std::string email;
  std::vector<FulfillmentItem> items;
  base::Money subtotal;
  base::Money discount;
  base::Money shipping;
  std::string provider{domain::kPrintful};  // who shall make it
};

enum class FulfillmentState { kDraft, kPending, kInProduction, kOnHold, kFailed, kCanceled, kPartlyShipped, kShipped };

struct Parcel {
  std::string id;
  std::string carrier;
  std::string tracking_number;
  std::string tracking_url;
  base::Timestamp shipped_at;
  bool delivered = false;
  bool returned = false;
  bool reshipment = false;  // sent in place of another
  std::vector<domain::ShippedItem> items{};
  // What it was called while it had no tracking number; empty where the provider names parcels itself.
  std::string provisional_id{};
};

struct FulfillmentOrder {
  std::string id;           // the provider's
  std::string external_id;  // ours
  FulfillmentState state = FulfillmentState::kDraft;
  std::string provider_state;  // the provider's own word
  std::string reason;          // of a failure or hold, for staff
  std::vector<Parcel> parcels;
  // The provider could not say just now whether the parcels arrived: `delivered` may lag, ask again.
  bool delivery_unclear = false;
  // Taken, but not told to begin: create_order with the same request goes on from there.
  bool unfinished = false;
};

struct FulfillmentQuery {
  std::string country;  // ISO 3166-1 alpha-2
  std::vector<FulfillmentItem> items;  // of each only variant_id, quantity and printify
  // Somebody waits for a page: gives up after two seconds, and gives way to orders.
  bool hasty = false;
};

// What the standard way to a country costs.
struct ShippingRate {
  base::Money price;
  // As the provider said it lately, since it does not answer now.
  bool remembered = false;
};

// Errors: kUnavailable / kRateLimited (unclear: look the order up before another create), kInvalidInput (refused,
// reason in cause), kConflict (external id in use).
class FulfillmentProvider {
 public:
  virtual ~FulfillmentProvider() = default;
  virtual base::Result<std::optional<FulfillmentOrder>> find_order(const std::string& external_id) = 0;
  // Where find_order tells of an unfinished one: finishes it.
  virtual base::Result<FulfillmentOrder> create_order(const FulfillmentRequest& request) = 0;
  // kInvalidInput or kConflict where it is too late.
  virtual base::Result<FulfillmentOrder> cancel_order(const std::string& external_id) = 0;
  // The variants among them that cannot be made for this country now; a hasty question may find only some of them.
  virtual base::Result<std::vector<std::int64_t>> unavailable_variants(const FulfillmentQuery& query) = 0;
  // Always hasty. Nothing where the provider tells no rates for this.
  virtual base::Result<std::optional<ShippingRate>> shipping_rate(const FulfillmentQuery&) { return std::optional<ShippingRate>{}; }
  // How long until it may be asked again; 0 where now. Jobs wait so long instead of trying in vain.
  virtual base::Result<std::chrono::milliseconds> wait_time() = 0;
  // How long until a turn of the caller's own, where it may not be asked now; many then come one after the other.
  virtual base::Result<std::chrono::milliseconds> book_turn() { return wait_time(); }
};

}  // namespace ports
