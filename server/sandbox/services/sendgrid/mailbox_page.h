#pragma once

#include <string>

#include "http/message.h"
#include "sandbox/services/world.h"

namespace sandbox::sendgrid {

// /mailbox, /mailbox/{number} and /mailbox.json: every mail that was accepted, newest first.
http::Response mailbox_page(World& world);
http::Response mail_page(World& world, const std::string& number);
http::Response mailbox_json(World& world);

}  // namespace sandbox::sendgrid
