#pragma once

#include <string>

#include "adapters/http_client/http_client.h"
#include "base/secret.h"
#include "ports/fulfillment_provider.h"

namespace adapters::printful {

struct PrintfulConfig {
  std::string api_base = "https://api.printful.com";  // without a slash at the end
  base::Secret token;                                 // a private token; these expire
  std::string store_id;                               // needed by account-level tokens, else empty
};

// Orders through Printful's v1 API, confirmed as they are created. Parcels are those of the v1 order (its list holds
// what has been shipped); v2 is asked only whether they arrived, which v1 does not tell. Should v2 refuse,
// they count as under way; when it is only busy or down, the order is delivery_unclear.
// Nothing is retried within a call: Printful has no idempotency key, so after an unclear answer the order must be
// looked up first.
class PrintfulFulfillment final : public ports::FulfillmentProvider {
 public:
  PrintfulFulfillment(http_client::HttpClient& http, PrintfulConfig config);

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;

 private:
  http_client::HttpRequest request_to(std::string method, const std::string& path) const;
  void mark_delivered(ports::FulfillmentOrder& order);

  http_client::HttpClient& http_;
  PrintfulConfig config_;
};

}  // namespace adapters::printful
