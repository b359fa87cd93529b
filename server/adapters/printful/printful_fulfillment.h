#pragma once

#include <string>

#include "adapters/http_client/http_client.h"
#include "base/secret.h"
#include "ports/fulfillment_provider.h"
#include "ports/provider_answers.h"
#include "ports/provider_gate.h"

namespace adapters::printful {

struct PrintfulConfig {
  std::string api_base = "https://api.printful.com";  // without a slash at the end
  base::Secret token;                                 // a private token; these expire
  std::string store_id;                               // needed by account-level tokens, else empty
};

inline constexpr std::string_view kGateName = "printful";

// Orders through Printful's v1 API, confirmed as they are created. Parcels are those of the v1 order (its list holds
// what has been shipped); v2 is asked only what v1 does not tell: whether they arrived or came back, and whether one is held,
// canceled, out of stock or not delivered, which makes the order kOnHold with that as its reason. Should v2 refuse,
// they count as under way; when it is only busy or down, the order is delivery_unclear.
// Nothing is retried within a call: Printful has no idempotency key, so after an unclear answer the order must be
// looked up first.
class PrintfulFulfillment final : public ports::FulfillmentProvider {
 public:
  // `http` should be a GuardedHttpClient of the same gate, named kGateName; without a gate nobody waits. `outside` fetches
  // every print file from its public address before an order is sent that names it; without it nobody looks. What `answers`
  // keeps is not asked again for some minutes.
  PrintfulFulfillment(http_client::HttpClient& http, PrintfulConfig config, ports::ProviderGate* gate = nullptr,
                      http_client::HttpClient* outside = nullptr, ports::ProviderAnswers* answers = nullptr);

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;
  base::Result<std::vector<std::int64_t>> unavailable_variants(const ports::FulfillmentQuery& query) override;
  // The standard way, in US dollars. Asked again after a quarter of an hour, and only while half of what the printer takes at
  // once is free; meanwhile, or when it does not answer within two seconds, its word of the last day counts. More than 100
  // pieces are asked for as several parcels of at most so many: Printful answers hardly any question for more.
  base::Result<std::optional<ports::ShippingRate>> shipping_rate(const ports::FulfillmentQuery& query) override;
  base::Result<std::chrono::milliseconds> wait_time() override;
  base::Result<std::chrono::milliseconds> book_turn() override;

 private:
  http_client::HttpRequest request_to(std::string method, const std::string& path) const;
  // `patience_ms` is 0 for orders, who wait as long as it takes.
  base::Result<bool> is_available(std::int64_t variant_id, const std::string& country, int patience_ms);
  base::Result<base::Money> ask_shipping_rate(const ports::FulfillmentQuery& query);
  base::Result<void> check_print_files(const ports::FulfillmentRequest& request);
  void mark_whereabouts(ports::FulfillmentOrder& order);

  http_client::HttpClient& http_;
  PrintfulConfig config_;
  ports::ProviderGate* gate_;
  http_client::HttpClient* outside_;
  ports::ProviderAnswers* answers_;
};

}  // namespace adapters::printful
