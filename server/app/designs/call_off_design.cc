#include "app/designs/call_off_design.h"

namespace app {

using base::ErrorCode;

base::Result<void> call_off_design(Services& services, const std::string& id) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto design = base::is_uuid(id) ? transaction.designs().find_for_update({id}) : std::nullopt;
    if (!design) return base::fail(ErrorCode::kNotFound, "We do not know this design.");
    if (design->status == domain::DesignStatus::kComplete) {
      return base::fail(ErrorCode::kConflict, "This picture is ready already.");
    }
    if (design->status == domain::DesignStatus::kPending) transaction.customers().forget_design(design->id);
    return {};
  });
}

}  // namespace app
