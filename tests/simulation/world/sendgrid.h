#pragma once

#include <map>
#include <string>
#include <vector>

#include "ports/email_sender.h"
#include "world/post.h"

namespace simulation {

// SendGrid as it is whoever asks: every mail it takes goes out, the same one twice too, and an event tells of each.
class Sendgrid : public ports::EmailSender {
 public:
  explicit Sendgrid(Post& post) : post_(post) {}

  base::Result<std::string> send(const ports::Email& email) override {
    if (email.to.empty()) return base::fail(base::ErrorCode::kInvalidInput, "The mail service refused.", "no address");
    ++sent[email.mail_id];
    post_.send({"sendgrid", "", "processed", email.mail_id});
    return "message-" + std::to_string(++count_);
  }

  std::map<std::string, int> sent;  // how often, by our record's id

 private:
  Post& post_;
  int count_ = 0;
};

}  // namespace simulation
