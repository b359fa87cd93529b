#include "domain/mail.h"

#include <utility>

namespace domain {

std::string_view to_string(MailKind kind) {
  switch (kind) {
    case MailKind::kConfirmation: return "confirmation";
    case MailKind::kInProduction: return "in_production";
    case MailKind::kShipped: return "shipped";
    case MailKind::kRefund: return "refund";
    case MailKind::kTrouble: return "trouble";
  }
  return "confirmation";
}

std::optional<MailKind> mail_kind_from(std::string_view text) {
  for (const auto kind : kAllMailKinds) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

bool apply(MailRecord& mail, MailEvent event, base::Timestamp now, std::string failure) {
  const auto next = next_mail_state(mail.state, event);
  if (!next) return false;
  mail.state = *next;
  mail.failure = std::move(failure);
  if (*next == MailState::kSent && !mail.sent_at) mail.sent_at = now;
  return true;
}

}  // namespace domain
