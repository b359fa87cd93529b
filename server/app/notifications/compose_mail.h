#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Renders a mail as the order is now, HTML and text. `to` is empty when there is nobody to write to any more.
// kNotFound when there is no such mail.
base::Result<ports::Email> compose_mail(Services& services, const std::string& mail_id);

}  // namespace app
