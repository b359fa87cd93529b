#include "app/notifications/tell_owner.h"

#include <algorithm>

#include "app/finish_job.h"
#include "app/notifications/owe_mail.h"
#include "app/orders/note.h"
#include "base/digest.h"

namespace app {
namespace {

// The trouble, and which time it is that the order has it.
std::string subject_of(ports::Transaction& transaction, const domain::Order& order) {
  const auto history = transaction.orders().history(order.id);
  const auto times = std::count_if(history.begin(), history.end(), [&](const auto& entry) {
    return tells_of_trouble(entry) && entry.reason == *order.trouble;
  });
  return base::sha256_hex(*order.trouble).substr(0, 16) + (times > 1 ? "-" + std::to_string(times) : "");
}

}  // namespace

base::Result<void> tell_owner(Services& services, const domain::Job& job) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto order = transaction.orders().find({job.payload});
    if (order && order->trouble) {
      owe_mail(services, transaction, *order, domain::MailKind::kTrouble, subject_of(transaction, *order));
    }
    return finish_job(transaction, job, services.clock.now());
  });
}

}  // namespace app
