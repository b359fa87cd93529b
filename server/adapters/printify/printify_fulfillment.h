#pragma once

#include <string>

#include "adapters/http_client/http_client.h"
#include "base/secret.h"
#include "ports/fulfillment_provider.h"
#include "ports/printer_catalog.h"
#include "ports/provider_answers.h"
#include "ports/provider_gate.h"
#include "ports/provider_order_book.h"

namespace adapters::printify {

struct PrintifyConfig {
  std::string api_base = "https://api.printify.com/v1";  // without a slash at the end
  base::Secret token;                                    // a personal access token; empty: every call is kUnavailable
  std::string shop_id;                                   // its orders must be approved by hand, or Printify sends them itself
};

inline constexpr std::string_view kGateName = "printify";
inline constexpr std::string_view kCatalogGateName = "printify-catalog";

// How long a create whose answer was lost may still take effect: longer than a request lives.
inline constexpr std::chrono::minutes kCreateSettles{2};

// How long Printify may still not show an order that it has taken; one that it does not know after that was deleted there.
inline constexpr std::chrono::minutes kShownAfter{10};

// What Printify is reached through; all outlive the adapter.
struct PrintifyLines {
  http_client::HttpClient& orders;   // guarded by kGateName
  http_client::HttpClient& catalog;  // by kCatalogGateName as well: it takes fewer requests
  ports::ProviderOrderBook& book;
  ports::ProviderGate* gate = nullptr;               // of waiting; null: nobody waits
  http_client::HttpClient* outside = nullptr;        // fetches each print file from its public address first; null: nobody looks
  ports::ProviderAnswers* answers = nullptr;         // what it keeps is not asked again for some minutes
};

// Orders at Printify, made of our own files by URL. Printify neither refuses a second order with our id nor finds one by it:
// each create is written into the book before it is sent, its answer after; when the answer was lost, the list of orders is
// searched, and only when the create can no longer arrive, and is in no page, another is sent. An order is told to begin
// (send_to_production) only after its id is kept; one that was not told yet is `unfinished`. An order that was deleted at
// Printify is not found; create_order makes another in its place, after Printify said once more that it does not know the first.
// Nothing is retried in a call.
class PrintifyFulfillment final : public ports::FulfillmentProvider, public ports::PrinterCatalog {
 public:
  PrintifyFulfillment(PrintifyLines lines, PrintifyConfig config);

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;
  base::Result<std::vector<std::int64_t>> unavailable_variants(const ports::FulfillmentQuery& query) override;
  // The standard way, in US dollars; asked, and remembered, as PrintfulFulfillment does.
  base::Result<std::optional<ports::ShippingRate>> shipping_rate(const ports::FulfillmentQuery& query) override;
  base::Result<std::chrono::milliseconds> wait_time() override;
  base::Result<std::chrono::milliseconds> book_turn() override;

  base::Result<std::vector<ports::CatalogVariant>> variants(std::int64_t blueprint_id, std::int64_t print_provider_id) override;

 private:
  base::Result<http_client::HttpResponse> send(http_client::HttpClient& line, std::string method, const std::string& path,
                                               std::string body = {}, int hasty_ms = 0);
  base::Result<http_client::HttpResponse> send_to_shop(std::string method, const std::string& path, std::string body = {},
                                                       int hasty_ms = 0);
  base::Result<std::optional<std::string>> id_of(const std::string& external_id);
  base::Result<std::optional<std::string>> search(const std::string& external_id, base::Timestamp since);
  base::Result<ports::FulfillmentOrder> read(const std::string& id, const std::string& external_id);
  base::Result<base::Money> ask_shipping_rate(const ports::FulfillmentQuery& query);
  // `hasty_ms` is 0 for orders, who wait as long as it takes.
  base::Result<std::vector<ports::CatalogVariant>> list_variants(std::int64_t blueprint_id, std::int64_t print_provider_id,
                                                                 int hasty_ms);
  base::Result<std::string> create(const ports::FulfillmentRequest& request);
  base::Result<std::optional<ports::FulfillmentOrder>> go_on(const std::string& external_id);
  base::Result<ports::FulfillmentOrder> begin_production(const std::string& id, const std::string& external_id);

  PrintifyLines lines_;
  PrintifyConfig config_;
};

}  // namespace adapters::printify
