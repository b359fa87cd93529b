#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "domain/mail_state.h"
#include "domain/order.h"

namespace domain {

// All but kTrouble go to the buyer; that one tells the owner.
enum class MailKind { kConfirmation, kInProduction, kShipped, kRefund, kTrouble };

inline constexpr std::array kAllMailKinds = {MailKind::kConfirmation, MailKind::kInProduction, MailKind::kShipped,
                                             MailKind::kRefund, MailKind::kTrouble};

std::string_view to_string(MailKind kind);  // "in_production"
std::optional<MailKind> mail_kind_from(std::string_view text);

// One mail owed; unique by (order_id, kind, subject_id), so that nothing is sent twice.
struct MailRecord {
  std::string id;  // UUID, travels with the mail as a custom argument
  OrderId order_id;
  MailKind kind = MailKind::kConfirmation;
  std::string subject_id;  // the parcel, refund or trouble that the mail is about; empty otherwise
  MailState state = MailState::kPlanned;
  std::string failure{};  // why it failed or bounced, without the address; empty otherwise
  std::optional<base::Timestamp> sent_at{};  // when we first knew that it was taken
  std::optional<std::string> provider_message_id{};

  bool operator==(const MailRecord&) const = default;
};

// Changes the state; false where the table has no such edge (an event that came twice, or late).
bool apply(MailRecord& mail, MailEvent event, base::Timestamp now, std::string failure = {});

}  // namespace domain
