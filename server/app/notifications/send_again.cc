#include "app/notifications/send_again.h"

namespace app {

base::Result<domain::MailRecord> send_mail_again(ports::Database& database, ports::Clock& clock, const std::string& mail_id) {
  return with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<domain::MailRecord> {
    auto mail = transaction.mails().find_for_update(mail_id);
    if (!mail) return base::fail(base::ErrorCode::kNotFound, "There is no mail " + mail_id + ".");
    const bool may_be_under_way = mail->state == domain::MailState::kUnclear;
    if (may_be_under_way || !domain::apply(*mail, domain::MailEvent::kAskedAgain, clock.now())) {
      return base::fail(base::ErrorCode::kConflict, "This mail is " + std::string(to_string(mail->state)) + ".");
    }
    transaction.mails().update(*mail);
    transaction.jobs().enqueue({std::string(domain::kSendMail), mail->id, clock.now()});
    return *mail;
  });
}

base::Result<std::vector<domain::MailRecord>> mails_of_order(ports::Database& database, const std::string& order_number) {
  using Mails = std::vector<domain::MailRecord>;
  return with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<Mails> {
    const auto order = transaction.orders().find_by_number(order_number);
    if (!order) return base::fail(base::ErrorCode::kNotFound, "There is no order " + order_number + ".");
    return transaction.mails().find_by_order(order->id);
  });
}

}  // namespace app
