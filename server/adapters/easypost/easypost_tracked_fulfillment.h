#pragma once

#include "adapters/easypost/easypost_client.h"
#include "ports/fulfillment_provider.h"

namespace adapters::easypost {

// A printer whose word on its parcels ends at its door, and EasyPost's trackers for the rest: a parcel that has a tracking
// number and did not arrive is asked about (a tracker made once is found again by the same request), and counts as delivered
// or returned when the carrier says so. What EasyPost cannot say for now makes the order delivery_unclear; a number that it
// does not know changes nothing. All else is the printer's. Both must outlive it.
class EasypostTrackedFulfillment final : public ports::FulfillmentProvider {
 public:
  EasypostTrackedFulfillment(ports::FulfillmentProvider& printer, http_client::HttpClient& http, EasypostConfig config)
      : printer_(printer), http_(http), config_(std::move(config)) {}

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override {
    return printer_.create_order(request);
  }
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override {
    return printer_.cancel_order(external_id);
  }
  base::Result<std::vector<std::int64_t>> unavailable_variants(const ports::FulfillmentQuery& query) override {
    return printer_.unavailable_variants(query);
  }
  base::Result<std::optional<ports::ShippingRate>> shipping_rate(const ports::FulfillmentQuery& query) override {
    return printer_.shipping_rate(query);
  }
  base::Result<std::chrono::milliseconds> wait_time() override { return printer_.wait_time(); }
  base::Result<std::chrono::milliseconds> book_turn() override { return printer_.book_turn(); }

 private:
  // False when EasyPost cannot say now.
  bool ask_about(ports::Parcel& parcel);

  ports::FulfillmentProvider& printer_;
  http_client::HttpClient& http_;
  EasypostConfig config_;
};

}  // namespace adapters::easypost
