#include "app/webhooks/receive_webhook.h"

#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {

base::Result<void> receive_webhook(Services& services, ports::WebhookVerifier& verifier, std::string_view raw_body,
                                   const ports::HeaderLookup& header) {
  const auto now = services.clock.now();
  const auto event = verifier.verify(raw_body, header, now);
  if (!event) {
    services.metrics.count("picasso_webhooks_refused_total");
    return base::forward_error(event);
  }
  services.metrics.count("picasso_webhooks_received_total", {{"source", event->source}});
  const auto stored = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (transaction.inbox().insert(*event)) {
      transaction.jobs().enqueue({std::string(domain::kProcessWebhook), event->source + ":" + event->event_id, now});
    }
    return {};
  });
  base::kill_point(domain::kill_points::kWebhookStored);
  return stored;
}

}  // namespace app
