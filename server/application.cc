#include "application.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "adapters/clamav/clamd_virus_scanner.h"
#include "adapters/easypost/easypost_address_checker.h"
#include "adapters/easypost/easypost_tracked_fulfillment.h"
#include "adapters/easypost/easypost_webhook_verifier.h"
#include "adapters/filesystem/filesystem_object_storage.h"
#include "adapters/http_client/curl_http_client.h"
#include "adapters/http_client/guarded_http_client.h"
#include "adapters/icu/icu_wording.h"
#include "adapters/mustache/mustache_template_renderer.h"
#include "adapters/postgres/connection_pool.h"
#include "adapters/postgres/postgres_database.h"
#include "adapters/postgres/postgres_job_queue.h"
#include "adapters/postgres/postgres_provider_answers.h"
#include "adapters/postgres/postgres_provider_gate.h"
#include "adapters/postgres/postgres_provider_order_book.h"
#include "adapters/printful/printful_fulfillment.h"
#include "adapters/printful/printful_webhook_verifier.h"
#include "adapters/printify/printify_fulfillment.h"
#include "adapters/printify/printify_webhook_verifier.h"
#include "adapters/prometheus/prometheus_metrics.h"
#include "adapters/redis/redis_job_bell.h"
#include "adapters/sandboxed_renderer/sandboxed_renderer.h"
#include "adapters/sendgrid/sendgrid_email_sender.h"
#include "adapters/sendgrid/sendgrid_event_verifier.h"
#include "adapters/stripe/stripe_payment_gateway.h"
#include "adapters/stripe/stripe_webhook_verifier.h"
#include "adapters/system/system_clock.h"
#include "adapters/system/system_id_generator.h"
#include "base/log.h"
#include "compositor/print_spec.h"
#include "http/http_server.h"
#include "http/refusals.h"
#include "http/shop.h"
#include "worker/crew.h"

namespace {

// How long a request may wait for its turn at the printer before its job is put back.
constexpr std::chrono::milliseconds kPatienceWithPrinter{3'000};

std::string own_executable() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

// Without its baked layers a print would be refused, order by order: better not to start. Whether they fit is seen when
// they are printed on: reading them all would keep a server that was killed from coming back for a second.
void require_print_layers(const std::string& folder, const std::string& scene) {
  for (const auto& spec : compositor::print_specs()) {
    const std::string layer = folder + "/" + scene + "." + std::string(spec.name) + ".layer";
    if (!std::filesystem::exists(layer)) throw std::runtime_error("a print layer is missing: " + layer);
  }
}

std::set<std::string> scenes_in(const std::string& folder) {
  std::set<std::string> scenes;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".scene") continue;
    const std::string scene = entry.path().stem().string();
    require_print_layers(folder, scene);
    scenes.insert(scene);
  }
  if (scenes.empty()) throw std::runtime_error("no scene packages in " + folder);
  return scenes;
}

http::Shop shop_of(const Config& config) {
  return {config.public_base_url,
          config.sandbox(),
          {config.owner_name.empty() ? "Picasso Pet" : config.owner_name, config.owner_address, config.owner_country, config.owner_email,
           config.owner_phone, config.owner_vat_id},
          config.ga4_measurement_id};
}

// A worker must be gone ten seconds after SIGTERM; some of them are for giving leases back.
constexpr std::chrono::seconds kDrainPatience{8};

// For leases and consumer groups: no other process of the shop has it.
std::string process_name() {
  char host[64] = {};
  gethostname(host, sizeof host - 1);
  return std::string(host) + "-" + std::to_string(getpid());
}

adapters::redis::RedisJobBellOptions bell_options(const ports::JobKinds& kinds) {
  adapters::redis::RedisJobBellOptions options;
  options.consumer = process_name();
  for (const auto kind : domain::kAllJobKinds) {
    if (kinds.empty() || kinds.contains(kind)) options.kinds.emplace_back(kind);
  }
  return options;
}

// Blocks until SIGTERM or SIGINT, which main has blocked in every thread.
void wait_for_termination() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int received = 0;
  sigwait(&signals, &received);
}

}  // namespace

struct Application::World {
  World(const Config& settings, int database_connections, const ports::JobKinds& heard);

  http::Pages pages();

  Config config;
  adapters::system::SystemClock clock;
  adapters::system::SystemIdGenerator ids;
  adapters::prometheus::PrometheusMetrics metrics;
  adapters::http_client::CurlHttpClient http_client;
  adapters::postgres::ConnectionPool connections;
  adapters::postgres::PostgresProviderGate provider_gate;
  adapters::postgres::PostgresProviderAnswers provider_answers;
  adapters::http_client::GuardedHttpClient printful_client;
  adapters::postgres::PostgresProviderGate printify_gate;
  adapters::postgres::PostgresProviderGate printify_catalog_gate;
  adapters::postgres::PostgresProviderOrderBook order_book;
  adapters::postgres::PostgresProviderGate easypost_gate;
  adapters::http_client::GuardedHttpClient printify_client;
  adapters::http_client::GuardedHttpClient printify_catalog_client;
  adapters::http_client::GuardedHttpClient easypost_client;
  adapters::filesystem::FilesystemObjectStorage storage;
  adapters::clamav::ClamdVirusScanner scanner;
  adapters::sandboxed_renderer::SandboxedRenderer renderer;
  adapters::stripe::StripePaymentGateway payments;
  adapters::printful::PrintfulFulfillment printful;
  adapters::printify::PrintifyFulfillment printify;
  adapters::easypost::EasypostTrackedFulfillment tracked_printify;
  adapters::easypost::EasypostAddressChecker addresses;
  adapters::sendgrid::SendgridEmailSender mailer;
  adapters::icu::IcuWording wording;
  adapters::mustache::MustacheTemplateRenderer templates;
  adapters::stripe::StripeWebhookVerifier stripe_verifier;
  adapters::printful::PrintfulWebhookVerifier printful_verifier;
  adapters::printify::PrintifyWebhookVerifier printify_verifier;
  adapters::easypost::EasypostWebhookVerifier easypost_verifier;
  adapters::sendgrid::SendgridEventVerifier sendgrid_verifier;
  adapters::redis::RedisJobBell bell;
  adapters::postgres::PostgresDatabase database;
  adapters::postgres::PostgresJobQueue queue;
  app::Services services;
};

Application::World::World(const Config& settings, int database_connections, const ports::JobKinds& heard)
    : config(settings),
      connections(config.database_url.expose(), static_cast<std::size_t>(database_connections)),
      provider_gate(connections),
      provider_answers(connections),
      printful_client(http_client, provider_gate, std::string(adapters::printful::kGateName), kPatienceWithPrinter),
      printify_gate(connections, domain::kPrintifyRules),
      printify_catalog_gate(connections, domain::kPrintifyCatalogRules),
      order_book(connections),
      easypost_gate(connections, adapters::easypost::kGateRules),
      printify_client(http_client, printify_gate, std::string(adapters::printify::kGateName), kPatienceWithPrinter),
      printify_catalog_client(printify_client, printify_catalog_gate, std::string(adapters::printify::kCatalogGateName),
                              kPatienceWithPrinter),
      easypost_client(http_client, easypost_gate, std::string(adapters::easypost::kGateName), kPatienceWithPrinter),
      storage({config.object_storage_url.substr(std::string_view("file://").size())}),
      scanner({config.clamav_socket}),
      renderer({own_executable(), config.scenes_dir}),
      payments(http_client, {config.stripe_api_base, config.stripe_secret_key}),
      printful(printful_client, {config.printful_api_base, config.printful_token, config.printful_store_id},
              &provider_gate, &http_client, &provider_answers),
      printify({printify_client, printify_catalog_client, order_book, &printify_gate, &http_client, &provider_answers},
               {config.printify_api_base, config.printify_token, config.printify_shop_id}),
      tracked_printify(printify, easypost_client, {config.easypost_api_base, config.easypost_api_key}),
      addresses(easypost_client, {config.easypost_api_base, config.easypost_api_key}),
      mailer(http_client, {config.sendgrid_api_base, config.sendgrid_api_key, config.mail_from}),
      wording(config.web_dir + "/text"),
      templates({config.web_dir + "/pages"}, wording),
      stripe_verifier({config.stripe_webhook_secrets}),
      printful_verifier({config.printful_webhook_secret, ""}),
      printify_verifier(config.printify_webhook_secret),
      easypost_verifier(config.easypost_webhook_secret),
      sendgrid_verifier(config.sendgrid_event_key),
      bell(config.redis_url.expose(), bell_options(heard)),
      database(connections, &bell),
      queue(connections),
      services{database,
               storage,
               scanner,
               renderer,
               payments,
               printful,
               mailer,
               templates,
               wording,
               clock,
               ids,
               metrics,
               config.public_base_url,
               scenes_in(config.scenes_dir),
               config.owner_email} {
  const bool with_easypost = !config.easypost_api_key.empty();
  services.printers.add(domain::kPrintify, with_easypost ? static_cast<ports::FulfillmentProvider&>(tracked_printify) : printify);
  if (with_easypost) services.addresses = &addresses;
}

http::Pages Application::World::pages() {
  return {templates, wording, clock, http::read_web_assets(config.web_dir + "/dist"), shop_of(config)};
}

Application::Application(const Config& config, int database_connections, const ports::JobKinds& heard)
    : world_(std::make_unique<World>(config, database_connections, heard)) {}

Application::~Application() = default;

int Application::serve(std::uint16_t port, int threads) {
  World& world = *world_;
  const http::Pages pages = world.pages();
  std::atomic<bool> draining = false;
  http::Dependencies dependencies{
      world.services, pages, world.stripe_verifier, world.printful_verifier, world.sendgrid_verifier, [&]() -> base::Result<void> {
        if (draining) return base::fail(base::ErrorCode::kUnavailable, "This server is going away.");
        return world.database.ping();
      }};
  if (!world.config.printify_token.empty()) dependencies.printify_verifier = &world.printify_verifier;
  if (!world.config.easypost_webhook_secret.empty()) dependencies.easypost_verifier = &world.easypost_verifier;
  http::ServerOptions options;
  options.port = port;
  options.threads = threads;
  base::log(base::LogLevel::kInfo, "serving", {{"port", std::to_string(port)}});
  http::serve(options, http::make_shop_handler(dependencies), [&] { draining = true; });
  base::log(base::LogLevel::kInfo, "stopped serving", {{"port", std::to_string(port)}});
  return 0;
}

int Application::write_refusals(const std::string& folder) {
  http::write_refusals(world_->pages(), world_->wording, folder);
  return 0;
}

int Application::work(const WorkOptions& options) {
  World& world = *world_;
  worker::Crew crew(world.services, world.queue, world.bell, options.concurrency,
                    {.name = process_name(), .lease = options.lease, .kinds = options.kinds});
  http::ServerOptions operations_options;
  operations_options.port = options.operations_port;
  operations_options.threads = 1;
  const http::Server operations(operations_options, http::make_operations_handler(world.metrics));
  base::log(base::LogLevel::kInfo, "working", {{"loops", std::to_string(options.concurrency)}});
  wait_for_termination();
  const bool done = crew.drain(kDrainPatience);
  base::log(base::LogLevel::kInfo, done ? "stopped working" : "stopped working with jobs unfinished");
  if (!done) std::_Exit(0);  // their threads cannot be waited for
  return 0;
}
