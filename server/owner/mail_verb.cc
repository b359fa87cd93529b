#include "owner/mail_verb.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/notifications/send_again.h"

namespace owner {
namespace {

void print(const domain::MailRecord& mail) {
  std::printf("%s  %-13s %-8s %s\n", mail.id.c_str(), std::string(to_string(mail.kind)).c_str(),
              std::string(to_string(mail.state)).c_str(), mail.failure.c_str());
}

int complain(const base::Error& error) {
  std::fprintf(stderr, "%s\n", error.public_message.c_str());
  return 1;
}

int list(ports::Database& database, const std::string& order_number) {
  const auto mails = app::mails_of_order(database, order_number);
  if (!mails) return complain(mails.error());
  for (const auto& mail : *mails) print(mail);
  return 0;
}

int again(ports::Database& database, ports::Clock& clock, const std::string& mail_id) {
  const auto mail = app::send_mail_again(database, clock, mail_id);
  if (!mail) return complain(mail.error());
  print(*mail);
  return 0;
}

}  // namespace

std::function<int(ports::Database&, ports::Clock&)> declare_mail_verb(CLI::App& cli) {
  auto named = std::make_shared<std::string>();
  auto* verb = cli.add_subcommand("mail", "the mails of an order, and one that failed or bounced once more");
  verb->require_subcommand(1);
  auto* listing = verb->add_subcommand("list", "the mails of an order and what became of them");
  listing->add_option("ORDER", *named, "its number: PP-7K2MQ4ZD")->required();
  auto* repeating = verb->add_subcommand("again", "send one that failed or bounced once more");
  repeating->add_option("ID", *named, "the mail's, as `mail list` shows it")->required();
  return [named, listing](ports::Database& database, ports::Clock& clock) {
    return listing->parsed() ? list(database, *named) : again(database, clock, *named);
  };
}

}  // namespace owner
