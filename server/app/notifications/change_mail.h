#pragma once

#include <string>

#include "app/services.h"
#include "domain/mail.h"

namespace app {

// Applies `event` and stores the mail, which this transaction has locked. A mail to the buyer that failed or bounced puts
// its order before a person; `failure` says why, without anybody's address. False when the state machine has no such
// edge: then nothing is stored.
bool change_mail(Services& services, ports::Transaction& transaction, domain::MailRecord& mail, domain::MailEvent event,
                 std::string failure = {});

}  // namespace app
