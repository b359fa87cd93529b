#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_database.h"
#include "adapters/memory/memory_email_sender.h"
#include "adapters/memory/memory_fulfillment_provider.h"
#include "adapters/memory/memory_job_bell.h"
#include "adapters/memory/memory_job_queue.h"
#include "adapters/memory/memory_metrics.h"
#include "adapters/memory/memory_object_storage.h"
#include "adapters/memory/memory_payment_gateway.h"
#include "adapters/memory/memory_renderer.h"
#include "adapters/memory/memory_virus_scanner.h"
#include "adapters/memory/sequential_ids.h"
#include "app/checkout/create_checkout.h"
#include "app/designs/upload_design.h"
#include "ports/webhook_verifier.h"
#include "worker/worker_loop.h"

namespace test {

// Renders nothing: a "page" is the template's name on a line of its own and the context as JSON.
class EchoTemplates : public ports::TemplateRenderer {
 public:
  base::Result<std::string> render(std::string_view name, domain::Language language,
                                   const nlohmann::json& context) override;
  adapters::memory::InjectedErrors errors;
};

// A webhook sender of our own: the body is {"id","type","object"}, the header "signature" its HMAC.
class EchoVerifier : public ports::WebhookVerifier {
 public:
  explicit EchoVerifier(std::string source) : source_(std::move(source)) {}
  base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                            base::Timestamp now) override;
  static std::string sign(std::string_view raw_body);

 private:
  std::string source_;
};

// The same for a sender that puts several events into one request: an array of them.
class EchoBatchVerifier : public ports::WebhookBatchVerifier {
 public:
  explicit EchoBatchVerifier(std::string source) : source_(std::move(source)) {}
  base::Result<std::vector<domain::WebhookEvent>> verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                                         base::Timestamp now) override;

 private:
  std::string source_;
};

std::string webhook_body(const std::string& event_id, const std::string& type, const std::string& object);

// The shop's own words: web/text.
const ports::Wording& wording();

// Small, real files and values.
std::string png_photo(int width = 96, int height = 128);
std::string recipe_json();
domain::Address address();
ports::Parcel parcel(const std::string& id);

inline constexpr std::string_view kCartId = "0a0a0a0a-0000-4000-8000-000000000001";
inline constexpr std::string_view kOtherCartId = "0a0a0a0a-0000-4000-8000-000000000002";

// The whole shop without its doors: every use case over the in-memory twins.
class TestShop {
 public:
  TestShop();

  // An upload that is right in every way: the preview's hash is the one the renderer will get.
  app::UploadRequest good_upload() const;
  // Uploads and renders; the design is complete.
  domain::DesignId finished_design(const std::string& print_spec = "tee");
  // One white tee, size M, with a new finished design.
  std::vector<app::CartItem> tee_cart(int quantity = 1);
  app::CheckoutStarted start_checkout(const std::vector<app::CartItem>& items, std::string_view cart_id = kCartId);
  // A cart that was checked out and paid on the hosted page; nobody has told the shop yet. Its session's id.
  std::string paid_session(const std::vector<app::CartItem>& items);
  std::string paid_session() { return paid_session(tee_cart()); }
  // Paid and settled: the jobs wait to be run. The order's id.
  domain::OrderId paid_order();
  // All the way to the printer, who has it. The order's id.
  domain::OrderId submitted_order();

  base::Result<void> receive(const std::string& source, const std::string& event_id, const std::string& type,
                             const std::string& object);

  // Runs jobs until none is ready now; tells how many runs that were.
  int run_ready_jobs();
  // The same, moving the clock to the next retry until nothing is left to run.
  int run_all_jobs();

  domain::Design design(const domain::DesignId& id);
  domain::Order order(const domain::OrderId& id);
  domain::Order only_order();
  std::vector<domain::OrderHistoryEntry> history(const domain::OrderId& id);
  std::string signing_key();
  // Of this kind, in order.
  std::vector<adapters::memory::StoredJob> jobs(std::string_view kind);
  // Puts the job into a worker's hand; it must be the next one ready.
  domain::Job claim(std::string_view kind);

  adapters::memory::MemoryJobBell bell;
  adapters::memory::MemoryDatabase database{&bell};
  adapters::memory::MemoryJobQueue queue{database};
  adapters::memory::MemoryObjectStorage storage;
  adapters::memory::MemoryVirusScanner scanner;
  adapters::memory::MemoryRenderer renderer;
  adapters::memory::MemoryPaymentGateway payments;
  adapters::memory::MemoryFulfillmentProvider printer;
  adapters::memory::MemoryEmailSender mailer;
  EchoTemplates templates;
  adapters::memory::ManualClock clock;
  adapters::memory::SequentialIds ids;
  adapters::memory::MemoryMetrics metrics;
  app::Services services;
  worker::WorkerLoop worker;

 private:
  std::string photo_ = png_photo();
  std::string recipe_ = recipe_json();
};

}  // namespace test
