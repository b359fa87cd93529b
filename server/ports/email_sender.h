#pragma once

#include <string>

#include "base/result.h"

namespace ports {

struct Email {
  std::string to;
  std::string subject;
  std::string text;
  std::string html;
  std::string mail_id;   // our record; travels as a custom argument
  std::string category;  // "confirmation", "shipped"
};

class EmailSender {
 public:
  virtual ~EmailSender() = default;
  // The provider's message id. Errors: kUnavailable / kRateLimited / kInternal (it surely was not taken: try again),
  // kInvalidInput (refused for good), kUnanswered (it may have been taken: only its events will tell).
  virtual base::Result<std::string> send(const Email& email) = 0;
};

}  // namespace ports
