#include "app/sharing/revoke_share.h"

#include "app/finish_job.h"
#include "base/digest.h"

namespace app {

using base::ErrorCode;

base::Result<void> revoke_share(Services& services, const std::string& id, std::string_view secret) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto share = domain::is_share_id(id) ? transaction.shares().find({id}) : std::nullopt;
    if (!share) return base::fail(ErrorCode::kNotFound, "There is no such link any more.");
    if (!base::constant_time_equal(base::sha256_hex(secret), share->secret_sha256)) {
      return base::fail(ErrorCode::kForbidden, "Only the device that made this link can take it back.");
    }
    transaction.shares().revoke(share->id, now);
    transaction.jobs().enqueue({std::string(domain::kRemoveShare), id, now});
    return {};
  });
}

base::Result<void> remove_share(Services& services, const domain::Job& job) {
  const auto found = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<domain::Share>>(transaction.shares().find({job.payload}));
  });
  if (!found) return base::forward_error(found);
  const auto& share = *found;
  if (share && share->is_open(services.clock.now())) {
    return base::fail(ErrorCode::kUnavailable, "This link is still open.", "the clock of this machine is behind");
  }
  if (share) {
    if (const auto removed = services.storage.remove(share->photo_key); !removed) return removed;
  }
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.shares().remove({job.payload});
    return finish_job(transaction, job, services.clock.now());
  });
}

}  // namespace app
