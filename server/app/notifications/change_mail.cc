#include "app/notifications/change_mail.h"

#include "app/orders/note.h"
#include "base/log.h"

namespace app {
namespace {

using domain::MailKind;
using domain::MailRecord;
using domain::MailState;

std::string sentence_about(const MailRecord& mail) {
  const std::string kind(to_string(mail.kind));
  const bool bounced = mail.state == MailState::kBounced;
  return "the mail \"" + kind + "\" " + (bounced ? "did not arrive: " : "was not sent: ") + mail.failure;
}

void report(Services& services, ports::Transaction& transaction, const MailRecord& mail) {
  const std::string what = sentence_about(mail);
  services.metrics.count(mail.state == MailState::kBounced ? "picasso_mails_bounced_total" : "picasso_mails_failed_total",
                         {{"kind", std::string(to_string(mail.kind))}});
  auto order = transaction.orders().find_for_update(mail.order_id);
  if (!order) return;
  if (mail.state == MailState::kBounced) {
    note(transaction, *order, domain::kMailBounced, services.clock.now(), "sendgrid", what);
  }
  // A mail about a mail to the owner would not arrive either.
  if (mail.kind == MailKind::kTrouble) {
    base::log(base::LogLevel::kError, "the owner does not get our mails", {{"order", order->number}, {"what", what}});
  } else {
    flag_order(services, transaction, *order, "sendgrid", what, Telling::kEachTime);
  }
}

}  // namespace

bool change_mail(Services& services, ports::Transaction& transaction, MailRecord& mail, domain::MailEvent event,
                 std::string failure) {
  const bool was_sent = mail.sent_at.has_value();
  if (!domain::apply(mail, event, services.clock.now(), std::move(failure))) return false;
  transaction.mails().update(mail);
  if (mail.sent_at && !was_sent) {
    services.metrics.count("picasso_mails_sent_total", {{"kind", std::string(to_string(mail.kind))}});
  }
  if (mail.state == MailState::kFailed || mail.state == MailState::kBounced) report(services, transaction, mail);
  return true;
}

}  // namespace app
