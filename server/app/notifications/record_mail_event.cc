#include "app/notifications/record_mail_event.h"

#include <nlohmann/json.hpp>

#include "app/notifications/change_mail.h"
#include "app/orders/note.h"

namespace app {
namespace {

using domain::MailEvent;

bool tells_loss(const std::string& type) { return type == "bounce" || type == "dropped"; }

// "bounce (blocked, 5.2.2)". The reason in words may hold the address, and stays in the inbox.
std::string failure_of(const domain::WebhookEvent& event) {
  const auto payload = nlohmann::json::parse(event.payload, nullptr, false);
  std::string details;
  for (const char* name : {"type", "status"}) {
    const auto found = payload.is_object() ? payload.find(name) : payload.end();
    if (found == payload.end() || !found->is_string()) continue;
    details += (details.empty() ? "" : ", ") + found->get<std::string>().substr(0, 20);
  }
  return event.type + (details.empty() ? "" : " (" + details + ")");
}

void note_spam_report(Services& services, ports::Transaction& transaction, const domain::MailRecord& mail) {
  const auto order = transaction.orders().find_for_update(mail.order_id);
  if (!order) return;
  note(transaction, *order, domain::kMailReported, services.clock.now(), "sendgrid",
       "the mail \"" + std::string(to_string(mail.kind)) + "\" was reported as spam");
}

}  // namespace

base::Result<void> record_mail_event(Services& services, const domain::WebhookEvent& event) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto mail = transaction.mails().find_for_update(event.object_id);
    if (!mail) return base::fail(base::ErrorCode::kNotFound, "We do not know this mail.", event.object_id);
    // Whatever SendGrid tells of a mail, it has taken it.
    const bool lost = tells_loss(event.type);
    change_mail(services, transaction, *mail, lost ? MailEvent::kBounced : MailEvent::kSeen, lost ? failure_of(event) : "");
    if (event.type == "spamreport") note_spam_report(services, transaction, *mail);
    return {};
  });
}

}  // namespace app
