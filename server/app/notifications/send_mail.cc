#include "app/notifications/send_mail.h"

#include <algorithm>
#include <cstdlib>

#include "app/finish_job.h"
#include "app/notifications/change_mail.h"
#include "app/notifications/compose_mail.h"
#include "app/notifications/owe_mail.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::MailEvent;
using domain::MailRecord;
using domain::MailState;

constexpr std::chrono::seconds kFirstLookAfter{10};
// How long the mail service may stay silent about a mail whose answer was lost. Its events come within seconds.
constexpr std::chrono::seconds kSilenceLastsFor{60};
constexpr std::string_view kAgain = ":again";

// Which mail a job sends, and whether silence has already followed it once.
struct Send {
  std::string mail_id;
  bool again = false;
};

Send send_from(const std::string& payload) {
  const auto colon = std::min(payload.find(':'), payload.size());
  return {payload.substr(0, colon), payload.compare(colon, kAgain.size(), kAgain) == 0};
}

std::string payload_of(const Send& send) { return send.mail_id + std::string(send.again ? kAgain : ""); }

// A look at an unclear mail: soon, and then each time after as long again, until its time is over.
struct Look {
  Send send;
  base::Timestamp deadline;
};

Look look_from(const std::string& payload) {
  const auto colon = std::min(payload.rfind(':'), payload.size());
  return {send_from(payload.substr(0, colon)),
          base::from_unix_seconds(std::atoll(payload.c_str() + std::min(colon + 1, payload.size())))};
}

void owe_look(ports::Transaction& transaction, const Look& look, base::Timestamp now) {
  const auto waited = now - (look.deadline - kSilenceLastsFor);
  const auto next = std::min(now + std::max<std::chrono::milliseconds>(waited, kFirstLookAfter), look.deadline);
  transaction.jobs().enqueue({std::string(domain::kResolveMail),
                              payload_of(look.send) + ":" + std::to_string(base::to_unix_seconds(look.deadline)), next});
}

// Stores that the mail service is about to be asked. False when it must not be any more.
base::Result<bool> begin(Services& services, const std::string& mail_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<bool> {
    auto mail = transaction.mails().find_for_update(mail_id);
    return mail && change_mail(services, transaction, *mail, MailEvent::kBegun);
  });
}

void take_for_lost(Services& services, ports::Transaction& transaction, MailRecord& mail, const domain::Job& job,
                   const std::string& why) {
  if (!change_mail(services, transaction, mail, MailEvent::kAnswerLost, why)) return;
  services.metrics.count("picasso_mails_unclear_total");
  const auto now = services.clock.now();
  owe_look(transaction, {send_from(job.payload), now + kSilenceLastsFor}, now);
}

// A mail that waits for nothing, or one that an attempt before this one asked for and then was lost with the answer.
base::Result<void> finish_without(Services& services, const domain::Job& job) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto mail = transaction.mails().find_for_update(send_from(job.payload).mail_id);
    if (mail) take_for_lost(services, transaction, *mail, job, "the worker was lost with the answer");
    return finish_job(transaction, job, services.clock.now());
  });
}

base::Result<void> record(Services& services, const domain::Job& job, const base::Result<std::string>& answer) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto mail = transaction.mails().find_for_update(send_from(job.payload).mail_id);
    if (!mail) return base::fail(ErrorCode::kInternal, "Something went wrong.", "a mail vanished");
    if (answer) {
      mail->provider_message_id = *answer;
      if (!change_mail(services, transaction, *mail, MailEvent::kAccepted)) transaction.mails().update(*mail);
    } else if (answer.error().code == ErrorCode::kInvalidInput) {
      change_mail(services, transaction, *mail, MailEvent::kRefused, answer.error().cause);
    } else {
      take_for_lost(services, transaction, *mail, job, answer.error().cause);
    }
    return finish_job(transaction, job, services.clock.now());
  });
}

bool surely_not_taken(ErrorCode code) { return code != ErrorCode::kInvalidInput && code != ErrorCode::kUnanswered; }

// Back to the start, for the job's next attempt.
base::Result<void> turn_away(Services& services, const std::string& mail_id, const base::Error& error) {
  const auto noted = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto mail = transaction.mails().find_for_update(mail_id);
    if (mail) change_mail(services, transaction, *mail, MailEvent::kTurnedAway);
    return {};
  });
  if (!noted) return noted;
  return base::Failure(error);
}

base::Result<bool> is_planned(Services& services, const std::string& mail_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) {
    const auto mail = transaction.mails().find(mail_id);
    return base::Result<bool>(mail && mail->state == MailState::kPlanned);
  });
}

}  // namespace

base::Result<void> send_mail(Services& services, const domain::Job& job) {
  const auto mail_id = send_from(job.payload).mail_id;
  const auto planned = is_planned(services, mail_id);
  if (!planned) return base::forward_error(planned);
  if (!*planned) return finish_without(services, job);
  // Composed before it begins, so that nothing can go wrong in between.
  const auto email = compose_mail(services, mail_id);
  if (!email) return base::forward_error(email);
  if (email->to.empty()) {
    return record(services, job, base::fail(ErrorCode::kInvalidInput, "", "there is nobody to send it to"));
  }
  base::kill_point(domain::kill_points::kMailComposed);
  const auto begun = begin(services, mail_id);
  if (!begun) return base::forward_error(begun);
  if (!*begun) return finish_job(services, job);
  const auto answer = services.mailer.send(*email);
  base::kill_point(domain::kill_points::kMailAccepted);
  if (!answer && surely_not_taken(answer.error().code)) return turn_away(services, mail_id, answer.error());
  return record(services, job, answer);
}

base::Result<void> give_up_mail(Services& services, const domain::Job& job, const base::Error& error) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto mail = transaction.mails().find_for_update(send_from(job.payload).mail_id);
    if (!mail) return {};
    take_for_lost(services, transaction, *mail, job, error.cause);
    if (mail->state == MailState::kPlanned) change_mail(services, transaction, *mail, MailEvent::kRefused, error.cause);
    return {};
  });
}

base::Result<void> resolve_mail(Services& services, const domain::Job& job) {
  const auto look = look_from(job.payload);
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto now = services.clock.now();
    auto mail = transaction.mails().find_for_update(look.send.mail_id);
    const bool unclear = mail && mail->state == MailState::kUnclear;
    if (unclear && now < look.deadline) {
      owe_look(transaction, look, now);
    } else if (unclear && look.send.again) {
      change_mail(services, transaction, *mail, MailEvent::kUnheardOf, "nobody knows whether it went");
    } else if (unclear) {
      change_mail(services, transaction, *mail, MailEvent::kAskedAgain);
      transaction.jobs().enqueue({std::string(domain::kSendMail), payload_of({mail->id, true}), now});
    }
    return finish_job(transaction, job, now);
  });
}

}  // namespace app
