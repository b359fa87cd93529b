#pragma once

#include <optional>
#include <string>

#include "base/timestamp.h"

namespace domain {

// A verified event of another service, stored once by (source, event_id) before anything is done about it.
struct WebhookEvent {
  std::string source;    // "stripe", "printful", "printify"
  std::string event_id;  // the sender's, or made of the parts that identify a fact where the sender gives none
  std::string type;      // the sender's word: "checkout.session.completed"
  std::string object_id; // what to read anew: a checkout session's id, our external id at the printer; may be empty
  std::string payload;   // raw body, or what we keep of it
  base::Timestamp received_at;
  std::optional<base::Timestamp> processed_at;
  std::string reason{};  // the sender's words on why, for staff; may be empty

  bool operator==(const WebhookEvent&) const = default;
};

}  // namespace domain
