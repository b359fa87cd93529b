#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "domain/order.h"

namespace domain {

enum class MailKind { kConfirmation, kShipped, kRefund };

std::string_view to_string(MailKind kind);  // "confirmation", "shipped", "refund"
std::optional<MailKind> mail_kind_from(std::string_view text);

// One mail owed to a customer; unique by (order_id, kind, subject_id), so that nothing is sent twice.
struct MailRecord {
  std::string id;  // UUID, travels with the mail as a custom argument
  OrderId order_id;
  MailKind kind = MailKind::kConfirmation;
  std::string subject_id;  // the parcel or refund that the mail is about; empty otherwise
  std::optional<base::Timestamp> sent_at;
  std::optional<std::string> provider_message_id;

  bool operator==(const MailRecord&) const = default;
};

}  // namespace domain
