#pragma once

#include <string>

#include "adapters/http_client/http_client.h"
#include "base/secret.h"
#include "ports/email_sender.h"

namespace adapters::sendgrid {

struct SendgridConfig {
  std::string api_base = "https://api.sendgrid.com";  // without a slash at the end
  base::Secret api_key;                               // SG....
  std::string mail_from;                              // "Picasso Pet <hello@example.org>" or an address alone
};

// "Name <address>" or "address" taken apart; kInvalidInput when it is neither. For checks before start.
struct Mailbox {
  std::string address;
  std::string name;
};
base::Result<Mailbox> parse_mailbox(const std::string& text);

// POST /v3/mail/send. Not idempotent: an answer that got lost may mean a mail sent, so nothing is retried within a call.
// Click tracking is off, because it would replace our signed links; open tracking is off, because we do not need it.
class SendgridEmailSender final : public ports::EmailSender {
 public:
  SendgridEmailSender(http_client::HttpClient& http, SendgridConfig config);

  base::Result<std::string> send(const ports::Email& email) override;

 private:
  http_client::HttpClient& http_;
  SendgridConfig config_;
};

}  // namespace adapters::sendgrid
