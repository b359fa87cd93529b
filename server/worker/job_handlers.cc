#include "worker/job_handlers.h"

#include "app/designs/render_design.h"
#include "app/designs/sweep_objects.h"
#include "app/jobs/sweep_jobs.h"
#include "app/notifications/send_mail.h"
#include "app/notifications/tell_owner.h"
#include "app/orders/render_print_files.h"
#include "app/orders/submit_fulfillment.h"
#include "app/privacy/forget_person.h"
#include "app/privacy/request_deletion.h"
#include "app/reconcile/reconcile.h"
#include "app/refunds/cancel_print.h"
#include "app/refunds/read_refunds.h"
#include "app/refunds/send_refund.h"
#include "app/sharing/revoke_share.h"
#include "app/webhooks/process_webhook.h"

namespace worker {

namespace {

constexpr std::chrono::milliseconds kTurnIsWaitedOut{1'000};

// However short the wait: a loop that sat it out would keep payments and mails waiting behind a queue at the printer.
base::Result<std::chrono::milliseconds> wait_for(ports::FulfillmentProvider& printer) {
  const auto wait = printer.wait_time();
  if (!wait || *wait <= std::chrono::milliseconds{0}) return wait;
  return printer.book_turn();
}

base::Result<std::string> printer_of(app::Services& services, const domain::Job& job) {
  return ports::with_transaction(services.database, [&](ports::Transaction& transaction) {
    const auto order = transaction.orders().find({job.payload});
    return base::Result<std::string>(order ? domain::provider_of(*order) : domain::kPrintful);
  });
}

base::Result<std::chrono::milliseconds> wait_for_printer(app::Services& services, const domain::Job& job) {
  const auto provider = printer_of(services, job);
  if (!provider) return base::forward_error(provider);
  return wait_for(services.printers.of(*provider));
}

// Stopping a print does not queue behind those that begin: a request waits its short turn itself, and only a printer that
// is not to be asked at all is waited for.
base::Result<std::chrono::milliseconds> wait_to_stop(app::Services& services, const domain::Job& job) {
  const auto provider = printer_of(services, job);
  if (!provider) return base::forward_error(provider);
  const auto wait = services.printers.of(*provider).wait_time();
  if (!wait || *wait > kTurnIsWaitedOut) return wait;
  return std::chrono::milliseconds{0};
}

base::Result<std::chrono::milliseconds> wait_for_sender(app::Services& services, const domain::Job& job) {
  for (const auto printer : {domain::kPrintful, domain::kPrintify}) {
    if (job.payload.starts_with(std::string(printer) + ":")) return wait_for(services.printers.of(printer));
  }
  return std::chrono::milliseconds{0};
}

}  // namespace

const std::map<std::string, JobHandler, std::less<>>& job_handlers() {
  static const std::map<std::string, JobHandler, std::less<>> handlers = {
      {std::string(domain::kRenderDesign),
       {app::render_design,
        [](app::Services& services, const domain::Job& job, const base::Error&) {
          return app::give_up_design(services, job);
        }}},
      {std::string(domain::kProcessWebhook), {app::process_webhook, app::give_up_webhook, wait_for_sender}},
      {std::string(domain::kRenderPrintFiles), {app::render_print_files, app::give_up_order}},
      {std::string(domain::kSubmitFulfillment), {app::submit_fulfillment, app::give_up_order, wait_for_printer}},
      {std::string(domain::kSendMail), {app::send_mail, app::give_up_mail}},
      {std::string(domain::kResolveMail), {app::resolve_mail, {}}},
      {std::string(domain::kTellOwner), {app::tell_owner, {}}},
      {std::string(domain::kSendRefund), {app::send_refund, app::give_up_refund}},
      {std::string(domain::kReadRefunds), {app::read_refunds, app::give_up_reading_refunds}},
      {std::string(domain::kCancelPrint), {app::cancel_print, app::give_up_order, wait_to_stop}},
      {std::string(domain::kRemoveShare), {app::remove_share, {}}},
      {std::string(domain::kSweepJobs), {app::sweep_jobs, {}}},
      {std::string(domain::kSweepObjects), {app::sweep_objects, {}}},
      {std::string(domain::kReconcile), {app::reconcile, {}}},
      {std::string(domain::kSendDeletionLink), {app::send_deletion_link, {}}},
      {std::string(domain::kForgetPerson), {app::forget_person, app::give_up_forgetting}},
  };
  return handlers;
}

}  // namespace worker
