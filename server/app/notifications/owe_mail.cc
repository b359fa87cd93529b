#include "app/notifications/owe_mail.h"

#include <utility>

namespace app {

std::string recipient_of(const Services& services, domain::MailKind kind, const domain::Order& order) {
  return kind == domain::MailKind::kTrouble ? services.owner_email : order.user_email.value_or("");
}

void owe_mail(Services& services, ports::Transaction& transaction, const domain::Order& order, domain::MailKind kind,
              std::string subject_id) {
  if (recipient_of(services, kind, order).empty()) return;
  const domain::MailRecord mail{services.ids.new_uuid(), order.id, kind, std::move(subject_id)};
  if (transaction.mails().insert(mail)) {
    transaction.jobs().enqueue({std::string(domain::kSendMail), mail.id, services.clock.now()});
  }
}

}  // namespace app
