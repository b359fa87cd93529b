#include "app/notifications/owe_mail.h"

#include <utility>

namespace app {

void owe_mail(Services& services, ports::Transaction& transaction, const domain::Order& order, domain::MailKind kind,
              std::string subject_id) {
  if (!order.user_email || order.user_email->empty()) return;
  const domain::MailRecord mail{services.ids.new_uuid(), order.id, kind, std::move(subject_id), {}, {}};
  if (transaction.mails().insert(mail)) {
    transaction.jobs().enqueue({std::string(domain::kSendMail), mail.id, services.clock.now()});
  }
}

}  // namespace app
