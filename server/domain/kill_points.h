#pragma once

#include <array>
#include <string_view>

// The boundaries between steps at which the chaos tests kill (base/kill_point.h): after each of them everything must
// still come to its end, once.
namespace domain::kill_points {

inline constexpr std::string_view kPhotoKept = "photo.kept";  // the photo is stored, the design is not
inline constexpr std::string_view kDesignStored = "design.stored";  // the upload is committed, the browser not answered
inline constexpr std::string_view kDesignRendered = "design.rendered";  // the preview is compared, nothing is recorded
inline constexpr std::string_view kOrderPlaced = "order.placed";  // the order is committed, there is no payment page
inline constexpr std::string_view kSessionMade = "session.made";  // Stripe has the payment page, the order does not know
inline constexpr std::string_view kSessionRead = "session.read";  // a payment was looked up, nothing is recorded
inline constexpr std::string_view kOrderSettled = "order.settled";  // the payment is committed, nobody was answered
inline constexpr std::string_view kWebhookStored = "webhook.stored";  // the inbox has the event, the sender no answer
inline constexpr std::string_view kWebhookApplied = "webhook.applied";  // its effect is committed, the event still open
inline constexpr std::string_view kPrintFileKept = "print_file.kept";  // the print file is stored, not recorded
inline constexpr std::string_view kOrderRendered = "order.rendered";  // all print files are recorded, the submission is not enqueued
inline constexpr std::string_view kPrinterAsked = "printer.asked";  // about to send the order to the printer
inline constexpr std::string_view kPrinterAccepted = "printer.accepted";  // the printer has the order, we have not recorded it
inline constexpr std::string_view kMailComposed = "mail.composed";  // about to send a mail
inline constexpr std::string_view kMailAccepted = "mail.accepted";  // the mail went out, we have not recorded it
inline constexpr std::string_view kFulfillmentRead = "fulfillment.read";  // the printer told how it stands, nothing is recorded
inline constexpr std::string_view kCommitted = "transaction.committed";  // jobs are committed, no worker heard of them
inline constexpr std::string_view kAnnounced = "transaction.announced";  // workers heard of the jobs, the caller does not go on
inline constexpr std::string_view kJobClaimed = "job.claimed";  // a job is leased, not begun
inline constexpr std::string_view kJobRun = "job.run";  // a job is done or failed, its announcement not acknowledged

inline constexpr std::array kAll = {
    kPhotoKept, kDesignStored, kDesignRendered, kOrderPlaced, kSessionMade,
    kSessionRead, kOrderSettled, kWebhookStored, kWebhookApplied, kPrintFileKept,
    kOrderRendered, kPrinterAsked, kPrinterAccepted, kMailComposed, kMailAccepted,
    kFulfillmentRead, kCommitted, kAnnounced, kJobClaimed, kJobRun};

}  // namespace domain::kill_points
