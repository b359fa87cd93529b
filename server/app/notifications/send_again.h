#pragma once

#include <string>

#include "ports/clock.h"
#include "ports/database.h"

namespace app {

// The owner's decision about a mail that failed or bounced. kNotFound when there is no such mail, kConflict while it is
// under way or when it went.
base::Result<domain::MailRecord> send_mail_again(ports::Database& database, ports::Clock& clock, const std::string& mail_id);

// The mails of an order, by its number, in the order they were owed. kNotFound when there is no such order.
base::Result<std::vector<domain::MailRecord>> mails_of_order(ports::Database& database, const std::string& order_number);

}  // namespace app
