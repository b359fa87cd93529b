#pragma once

#include <string>

#include "app/services.h"
#include "domain/mail.h"

namespace app {

// Where mails of this kind about this order go; empty when there is nobody to write to.
std::string recipient_of(const Services& services, domain::MailKind kind, const domain::Order& order);

// Notes that a mail is owed and the job that sends it, in the caller's transaction; nothing when it already was, or
// when there is no address to send to.
void owe_mail(Services& services, ports::Transaction& transaction, const domain::Order& order, domain::MailKind kind,
              std::string subject_id = {});

}  // namespace app
