#include "app/webhooks/receive_webhook.h"

#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

base::Result<void> store(Services& services, const std::vector<domain::WebhookEvent>& events, base::Timestamp now) {
  if (events.empty()) return {};
  services.metrics.count("picasso_webhooks_received_total", {{"source", events.front().source}});
  const auto stored = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    for (const auto& event : events) {
      if (!transaction.inbox().insert(event)) continue;
      transaction.jobs().enqueue({std::string(domain::kProcessWebhook), event.source + ":" + event.event_id, now});
    }
    return {};
  });
  base::kill_point(domain::kill_points::kWebhookStored);
  return stored;
}

}  // namespace

base::Result<void> receive_webhook(Services& services, ports::WebhookVerifier& verifier, std::string_view raw_body,
                                   const ports::HeaderLookup& header) {
  const auto now = services.clock.now();
  const auto event = verifier.verify(raw_body, header, now);
  if (event) return store(services, {*event}, now);
  services.metrics.count("picasso_webhooks_refused_total");
  return base::forward_error(event);
}

base::Result<void> receive_webhook_batch(Services& services, ports::WebhookBatchVerifier& verifier,
                                         std::string_view raw_body, const ports::HeaderLookup& header) {
  const auto now = services.clock.now();
  const auto events = verifier.verify(raw_body, header, now);
  if (events) return store(services, *events, now);
  services.metrics.count("picasso_webhooks_refused_total");
  return base::forward_error(events);
}

}  // namespace app
