#include "app/sharing/open_share.h"

namespace app {

using base::ErrorCode;

base::Result<domain::Share> open_share(Services& services, const std::string& id) {
  const auto now = services.clock.now();
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<domain::Share> {
    auto share = domain::is_share_id(id) ? transaction.shares().find({id}) : std::nullopt;
    if (!share || !share->is_open(now)) {
      return base::fail(ErrorCode::kNotFound, "This link does not work any more: it was taken back, or its time is over.");
    }
    return *share;
  });
}

base::Result<std::string> read_shared_photo(Services& services, const domain::Share& share) {
  return services.storage.get(share.photo_key);
}

}  // namespace app
