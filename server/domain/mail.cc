#include "domain/mail.h"

namespace domain {

std::string_view to_string(MailKind kind) {
  switch (kind) {
    case MailKind::kConfirmation: return "confirmation";
    case MailKind::kShipped: return "shipped";
    case MailKind::kRefund: return "refund";
  }
  return "confirmation";
}

std::optional<MailKind> mail_kind_from(std::string_view text) {
  for (const auto kind : {MailKind::kConfirmation, MailKind::kShipped, MailKind::kRefund}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

}  // namespace domain
