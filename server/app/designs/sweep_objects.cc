#include "app/designs/sweep_objects.h"

#include "app/finish_job.h"
#include "base/log.h"

namespace app {
namespace {

constexpr std::size_t kObjectsAtOnce = 1000;

base::Result<std::vector<domain::ObjectKey>> abandoned_among(Services& services, const std::vector<ports::StoredObject>& objects) {
  const auto stored_before = services.clock.now() - kSweptAfter;
  std::vector<domain::ObjectKey> old;
  for (const auto& object : objects) {
    if (object.stored_at < stored_before) old.push_back(object.key);
  }
  return with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::vector<domain::ObjectKey>>(transaction.designs().abandoned_among(old));
  });
}

}  // namespace

base::Result<void> sweep_objects(Services& services, const domain::Job& job) {
  domain::ObjectKey last;
  while (true) {
    const auto page = services.storage.list(last, kObjectsAtOnce);
    if (!page) return base::forward_error(page);
    const auto abandoned = abandoned_among(services, *page);
    if (!abandoned) return base::forward_error(abandoned);
    for (const auto& key : *abandoned) {
      if (const auto removed = services.storage.remove(key); !removed) return removed;
      services.metrics.count("picasso_objects_swept_total");
      base::log(base::LogLevel::kInfo, "an abandoned object was removed", {{"key", key.value}});
    }
    if (page->size() < kObjectsAtOnce) return finish_job(services, job);
    last = page->back().key;
  }
}

}  // namespace app
