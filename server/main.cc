// picasso_pet serve | work | migrate | check-config | write-refusals | promotion | refund | orders | audit | mail | forget | products | jobs
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string_view>

#include "adapters/http_client/curl_http_client.h"
#include "adapters/http_client/guarded_http_client.h"
#include "adapters/postgres/migrator.h"
#include "adapters/postgres/postgres_database.h"
#include "adapters/postgres/postgres_job_queue.h"
#include "adapters/postgres/postgres_provider_gate.h"
#include "adapters/postgres/postgres_provider_order_book.h"
#include "adapters/printify/printify_fulfillment.h"
#include "adapters/sandboxed_renderer/render_child.h"
#include "adapters/system/system_clock.h"
#include "adapters/system/system_id_generator.h"
#include "application.h"
#include "base/log.h"
#include "config.h"
#include "domain/kill_points.h"
#include "http/http_server.h"
#include "owner/job_verb.h"
#include "owner/mail_verb.h"
#include "owner/order_verbs.h"
#include "owner/product_verb.h"
#include "owner/promotion_verb.h"

namespace {

constexpr int kConfigurationFault = 2;

int report(const ConfigReport& checked) {
  for (const auto& fault : checked.faults) std::fprintf(stderr, "%s\n", fault.c_str());
  if (!checked.faults.empty()) return kConfigurationFault;
  std::printf("The configuration is complete%s.\n", checked.config.sandbox() ? " (sandbox)" : "");
  return 0;
}

int migrate(const Config& config, const std::string& folder) {
  const auto applied = adapters::postgres::migrate(config.database_url.expose(), folder);
  if (!applied) {
    std::fprintf(stderr, "The database could not be migrated: %s\n", applied.error().cause.c_str());
    return 1;
  }
  for (const auto& name : *applied) std::printf("applied %s\n", name.c_str());
  std::printf("The database is up to date.\n");
  return 0;
}

// Asks Printify's catalog through the same gate as servers and workers.
int run_product_verb(const std::function<int(ports::Database&, ports::PrinterCatalog*)>& verb, const Config& config,
                     adapters::postgres::ConnectionPool& connections, ports::Database& database) {
  namespace printify = adapters::printify;
  constexpr std::chrono::seconds kPatience{30};
  adapters::http_client::CurlHttpClient http;
  adapters::postgres::PostgresProviderGate gate(connections, domain::kPrintifyCatalogRules);
  adapters::postgres::PostgresProviderOrderBook book(connections);
  adapters::http_client::GuardedHttpClient guarded(http, gate, std::string(printify::kCatalogGateName), kPatience);
  printify::PrintifyFulfillment catalog({guarded, guarded, book},
                                        {config.printify_api_base, config.printify_token, config.printify_shop_id});
  return verb(database, config.printify_token.empty() ? nullptr : &catalog);
}

}  // namespace

int main(int argc, char** argv) try {
  // Before any thread starts, so that serve and work can wait for the signals in one place.
  if (argc > 1 && std::string_view(argv[1]) == adapters::sandboxed_renderer::kRenderChildVerb) {
    return adapters::sandboxed_renderer::render_child_main(argc, argv);
  }
  http::block_termination_signals();

  CLI::App cli{"The Picasso Pet shop"};
  cli.require_subcommand(1);
  std::uint16_t port = 9080;
  int threads = 16;
  WorkOptions working;
  int lease_s = static_cast<int>(working.lease.count());
  std::string migrations = "sql/migrations";
  auto* serve = cli.add_subcommand("serve", "answer HTTP on loopback, behind a proxy");
  serve->add_option("--port", port, "port to listen on")->capture_default_str();
  serve->add_option("--threads", threads, "requests answered at once")->check(CLI::Range(1, 256))->capture_default_str();
  auto* work = cli.add_subcommand("work", "run background jobs");
  work->add_option("--concurrency", working.concurrency, "jobs run at once")->check(CLI::Range(1, 64))->capture_default_str();
  work->add_option("--kinds", working.kinds, "kinds of jobs, separated by commas; all when absent")
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(domain::kAllJobKinds.begin(), domain::kAllJobKinds.end())));
  work->add_option("--lease", lease_s, "seconds that a killed worker's jobs wait for another")
      ->check(CLI::Range(3, 3600))
      ->capture_default_str();
  work->add_option("--port", working.operations_port, "port of its /healthz and /metrics")->capture_default_str();
  auto* migrate_command = cli.add_subcommand("migrate", "bring the database's schema up to date");
  migrate_command->add_option("--from", migrations, "folder of the migrations")->capture_default_str();
  std::string refusals;
  auto* write_refusals = cli.add_subcommand("write-refusals", "write the pages and problems that the proxy in front says by itself");
  write_refusals->add_option("folder", refusals, "where to")->required();
  auto* check = cli.add_subcommand("check-config", "name every missing or malformed setting");
  auto* kill_points = cli.add_subcommand("kill-points", "where chaos tests can end a process, one label a line");
  const auto run_promotion_verb = owner::declare_promotion_verb(cli);
  const auto run_refund_verb = owner::declare_refund_verb(cli);
  const auto run_orders_verb = owner::declare_orders_verb(cli);
  const auto run_audit_verb = owner::declare_audit_verb(cli);
  const auto run_jobs_verb = owner::declare_jobs_verb(cli);
  const auto run_forget_verb = owner::declare_forget_verb(cli);
  const auto run_mail_verb = owner::declare_mail_verb(cli);
  const auto product_verb = owner::declare_product_verb(cli);
  CLI11_PARSE(cli, argc, argv);

  if (kill_points->parsed()) {
    for (const auto label : domain::kill_points::kAll) std::printf("%s\n", std::string(label).c_str());
    return 0;
  }
  const auto checked = read_config(process_environment());
  if (check->parsed() || !checked.faults.empty()) return report(checked);
  if (migrate_command->parsed()) return migrate(checked.config, migrations);
  if (write_refusals->parsed()) return Application(checked.config, 1).write_refusals(refusals);
  if (!serve->parsed() && !work->parsed()) {
    adapters::postgres::ConnectionPool connections(checked.config.database_url.expose(), 1);
    adapters::postgres::PostgresDatabase database(connections);
    adapters::system::SystemClock clock;
    adapters::system::SystemIdGenerator ids;
    if (cli.got_subcommand("refund")) return run_refund_verb(database, clock, ids);
    if (cli.got_subcommand("forget")) return run_forget_verb(database, clock, ids);
    if (cli.got_subcommand("orders")) return run_orders_verb(database, clock);
    if (cli.got_subcommand("audit")) return run_audit_verb(database);
    if (cli.got_subcommand("mail")) return run_mail_verb(database, clock);
    if (cli.got_subcommand("products")) return run_product_verb(product_verb, checked.config, connections, database);
    adapters::postgres::PostgresJobQueue queue(connections);
    if (cli.got_subcommand("jobs")) return run_jobs_verb(queue, clock);
    return run_promotion_verb(database, clock.now());
  }
  // Each thread that answers, and each job with its lease keeper, may hold a database connection.
  working.lease = std::chrono::seconds{lease_s};
  Application application(checked.config, serve->parsed() ? threads : 2 * working.concurrency + 1, working.kinds);
  return serve->parsed() ? application.serve(port, threads) : application.work(working);
} catch (const std::exception& exception) {
  base::log(base::LogLevel::kError, "stopped by an error", {{"cause", exception.what()}});
  return 1;
}
