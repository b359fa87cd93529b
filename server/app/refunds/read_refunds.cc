#include "app/refunds/read_refunds.h"

#include "app/finish_job.h"
#include "app/refunds/settle_refund.h"

namespace app {

base::Result<void> read_refunds(Services& services, const domain::Job& job) {
  if (const auto recorded = record_refunds(services, job.payload); !recorded) return recorded;
  return finish_job(services, job);
}

}  // namespace app
