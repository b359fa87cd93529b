#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace sandbox::sendgrid {

struct MailFault {
  std::string message;
  std::string field;
};

// The rules of POST /v3/mail/send; the first one broken.
std::optional<MailFault> check_mail(const nlohmann::json& mail);

}  // namespace sandbox::sendgrid
