#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Notes that a mail is owed and the job that sends it, in the caller's transaction; nothing when it already was, or
// when there is no address to send to.
void owe_mail(Services& services, ports::Transaction& transaction, const domain::Order& order, domain::MailKind kind,
              std::string subject_id = {});

}  // namespace app
