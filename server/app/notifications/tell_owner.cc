#include "app/notifications/tell_owner.h"

#include "app/finish_job.h"
#include "app/notifications/owe_mail.h"
#include "base/digest.h"

namespace app {

base::Result<void> tell_owner(Services& services, const domain::Job& job) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto order = transaction.orders().find({job.payload});
    if (order && order->trouble) {
      owe_mail(services, transaction, *order, domain::MailKind::kTrouble, base::sha256_hex(*order->trouble).substr(0, 16));
    }
    return finish_job(transaction, job, services.clock.now());
  });
}

}  // namespace app
