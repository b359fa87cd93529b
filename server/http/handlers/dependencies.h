#pragma once

#include <functional>

#include "app/services.h"
#include "http/pages.h"
#include "ports/webhook_verifier.h"

namespace http {

// What handlers need besides the request. Owned by the composition root.
struct Dependencies {
  app::Services& services;
  const Pages& pages;
  ports::WebhookVerifier& stripe_verifier;
  ports::WebhookVerifier& printful_verifier;
  ports::WebhookBatchVerifier& sendgrid_verifier;
  std::function<base::Result<void>()> ready;  // checks what serving needs; false while draining
  ports::WebhookVerifier* printify_verifier = nullptr;  // null: nobody is expected to call
  ports::WebhookVerifier* easypost_verifier = nullptr;
};

}  // namespace http
