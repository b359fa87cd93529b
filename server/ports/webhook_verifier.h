#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/webhook.h"

namespace ports {

// Looks a header up by its lower-case name; empty when absent.
using HeaderLookup = std::function<std::string_view(std::string_view)>;

class WebhookVerifier {
 public:
  virtual ~WebhookVerifier() = default;
  // Checks the signature on the raw bytes, then reads just enough to store the event.
  // Errors: kUnauthenticated (missing, wrong, stale), kInvalidInput (signed but malformed).
  virtual base::Result<domain::WebhookEvent> verify(std::string_view raw_body, const HeaderLookup& header,
                                                    base::Timestamp now) = 0;
};

// For senders that put several events into one request.
class WebhookBatchVerifier {
 public:
  virtual ~WebhookBatchVerifier() = default;
  // As above; events that are not about anything of ours are left out.
  virtual base::Result<std::vector<domain::WebhookEvent>> verify(std::string_view raw_body, const HeaderLookup& header,
                                                                 base::Timestamp now) = 0;
};

}  // namespace ports
