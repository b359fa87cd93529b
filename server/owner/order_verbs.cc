#include "owner/order_verbs.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/orders/audit_history.h"
#include "app/orders/resume_order.h"
#include "app/privacy/request_deletion.h"
#include "app/refunds/request_refund.h"

namespace owner {
namespace {

struct Asked {
  app::RefundWish wish;
  std::int64_t amount = 0;
};

int complain(const base::Error& error) {
  std::fprintf(stderr, "%s%s\n", error.public_message.c_str(), error.cause.empty() ? "" : (" (" + error.cause + ")").c_str());
  return 1;
}

}  // namespace

std::function<int(ports::Database&, ports::Clock&, ports::IdGenerator&)> declare_refund_verb(CLI::App& cli) {
  auto asked = std::make_shared<Asked>();
  auto* verb = cli.add_subcommand("refund", "give money back: all that is left of an order, or a part");
  verb->add_option("ORDER", asked->wish.order_number, "its number: PP-7K2MQ4ZD")->required();
  verb->add_option("CENTS", asked->amount, "all that is left when absent")->check(CLI::PositiveNumber);
  verb->add_option("--reason", asked->wish.reason, "for the order's story")->required();
  verb->add_option("--id", asked->wish.id, "a UUID; the same again is the same refund");
  return [asked](ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids) {
    if (asked->amount > 0) asked->wish.amount_minor = asked->amount;
    const auto refund = app::request_refund(database, clock, ids, asked->wish);
    if (!refund) return complain(refund.error());
    std::printf("refund %s of %lld cents: %s\n", refund->id.c_str(), static_cast<long long>(refund->amount_minor),
                std::string(to_string(refund->state)).c_str());
    return 0;
  };
}

std::function<int(ports::Database&)> declare_audit_verb(CLI::App& cli) {
  cli.add_subcommand("audit", "check that no order's story was changed afterwards");
  return [](ports::Database& database) {
    const auto audit = app::audit_history(database);
    if (!audit) return complain(audit.error());
    for (const auto& fault : audit->broken) std::fprintf(stderr, "%s\n", fault.c_str());
    std::printf("%d orders, %d entries, %zu broken\n", audit->orders, audit->entries, audit->broken.size());
    return audit->broken.empty() ? 0 : 1;
  };
}

std::function<int(ports::Database&, ports::Clock&)> declare_orders_verb(CLI::App& cli) {
  struct Resuming {
    std::string number;
    std::string reason;
  };
  auto asked = std::make_shared<Resuming>();
  auto* verb = cli.add_subcommand("orders", "look after orders that are before a person");
  verb->require_subcommand(1);
  auto* resuming = verb->add_subcommand("resume", "what kept it from the printer is settled: bring it there");
  resuming->add_option("ORDER", asked->number, "its number: PP-7K2MQ4ZD")->required();
  resuming->add_option("--reason", asked->reason, "for the order's story")->required();
  return [asked](ports::Database& database, ports::Clock& clock) {
    const auto order = app::resume_order(database, clock, asked->number, asked->reason);
    if (!order) return complain(order.error());
    std::printf("order %s is %s and on its way to the printer\n", order->number.c_str(), std::string(to_string(order->state)).c_str());
    return 0;
  };
}

std::function<int(ports::Database&, ports::Clock&, ports::IdGenerator&)> declare_forget_verb(CLI::App& cli) {
  auto email = std::make_shared<std::string>();
  auto* verb = cli.add_subcommand("forget", "delete what is known of a person, once no order of theirs is under way");
  verb->add_option("EMAIL", *email, "the person's address")->required();
  return [email](ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids) {
    const auto asked = app::delete_by_owner(database, clock, ids, *email);
    if (!asked) return complain(asked.error());
    std::printf("It will be done within minutes, or when the last order is finished.\n");
    return 0;
  };
}

}  // namespace owner
