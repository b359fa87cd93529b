#include "adapters/memory/ledgers.h"

#include <algorithm>

#include "domain/retry_policy.h"

namespace adapters::memory {

bool MemoryWebhookInbox::insert(const domain::WebhookEvent& event) {
  return state_.inbox.emplace(std::pair{event.source, event.event_id}, event).second;
}

std::optional<domain::WebhookEvent> MemoryWebhookInbox::find(std::string_view source, std::string_view event_id) {
  const auto found = state_.inbox.find({std::string(source), std::string(event_id)});
  if (found == state_.inbox.end()) return std::nullopt;
  return found->second;
}

void MemoryWebhookInbox::mark_processed(std::string_view source, std::string_view event_id, base::Timestamp at) {
  const auto found = state_.inbox.find({std::string(source), std::string(event_id)});
  if (found == state_.inbox.end()) throw std::logic_error("marking an event that is not in the inbox");
  found->second.processed_at = at;
}

void MemoryWebhookInbox::forget(std::string_view source, std::string_view event_id) {
  const auto found = state_.inbox.find({std::string(source), std::string(event_id)});
  if (found != state_.inbox.end()) forget_event(found->second);
}

void forget_event(domain::WebhookEvent& event) {
  static constexpr std::string_view kParcel = "parcel:";
  event.payload = event.reason = "";
  if (!event.object_id.starts_with(kParcel)) return;
  const auto number = event.object_id.substr(kParcel.size());
  if (!number.starts_with("forgotten:")) event.object_id = std::string(kParcel) + domain::forgotten_name(kLinkSigningKey, number);
}

void MemoryWebhookInbox::drop_payloads(base::Timestamp before) {
  for (auto& [key, event] : state_.inbox) {
    if (event.processed_at && *event.processed_at < before) event.payload = event.reason = "";
  }
}

bool MemoryMailLedger::insert(const domain::MailRecord& mail) {
  if (!base::is_uuid(mail.id)) throw std::invalid_argument("mail id is not a UUID: " + mail.id);
  const bool order_exists = std::any_of(state_.orders.begin(), state_.orders.end(),
                                        [&](const auto& order) { return order.id == mail.order_id; });
  if (!order_exists) throw ConstraintViolation("mails_order_fkey");
  for (const auto& stored : state_.mails) {
    if (stored.order_id == mail.order_id && stored.kind == mail.kind && stored.subject_id == mail.subject_id) {
      return false;
    }
    require_unique(stored.id != mail.id, "mails_pkey");
  }
  state_.mails.push_back(mail);
  return true;
}

std::optional<domain::MailRecord> MemoryMailLedger::find(std::string_view id) {
  for (const auto& mail : state_.mails) {
    if (mail.id == id) return mail;
  }
  return std::nullopt;
}

std::vector<domain::MailRecord> MemoryMailLedger::find_by_order(const domain::OrderId& id) {
  std::vector<domain::MailRecord> found;
  for (const auto& mail : state_.mails) {
    if (mail.order_id == id) found.push_back(mail);
  }
  return found;
}

void MemoryMailLedger::update(const domain::MailRecord& mail) {
  for (auto& stored : state_.mails) {
    if (stored.id != mail.id) continue;
    stored.state = mail.state;
    stored.failure = mail.failure;
    stored.sent_at = mail.sent_at;
    stored.provider_message_id = mail.provider_message_id;
    return;
  }
  throw std::logic_error("update of a mail that is not stored");
}

void MemoryJobOutbox::enqueue(const domain::NewJob& job) {
  const bool known = !job.once_key.empty() && std::any_of(state_.jobs.begin(), state_.jobs.end(), [&](const auto& other) {
    return other.once_key == job.once_key;
  });
  if (known) return;
  StoredJob stored;
  stored.once_key = job.once_key;
  stored.job = {state_.next_job_id++, job.kind, job.payload, 0, domain::max_attempts_of(job.kind), {}};
  stored.run_at = job.run_at;
  enqueued_.push_back({stored.job.id, job.kind});
  state_.jobs.push_back(std::move(stored));
}

bool MemoryJobOutbox::has_unfinished(std::string_view kind, std::string_view payload) {
  return std::any_of(state_.jobs.begin(), state_.jobs.end(), [&](const StoredJob& stored) {
    const bool unfinished = stored.state == JobState::kAvailable || stored.state == JobState::kRunning ||
                            stored.state == JobState::kRetryable;
    return unfinished && stored.job.kind == kind && stored.job.payload == payload;
  });
}

bool MemoryJobOutbox::complete(const domain::Job& job, base::Timestamp now) {
  StoredJob* stored = find_running(state_, job);
  if (stored == nullptr) return false;
  stored->state = domain::next_job_state(stored->state, domain::JobEvent::kCompleted).value();
  stored->finished_at = now;
  return true;
}

int MemoryJobOutbox::remove_completed(base::Timestamp before) {
  return static_cast<int>(std::erase_if(state_.jobs, [&](const StoredJob& stored) {
    return stored.state == JobState::kCompleted && stored.finished_at && *stored.finished_at < before;
  }));
}

StoredJob* find_running(State& state, const domain::Job& job) {
  for (auto& stored : state.jobs) {
    if (stored.job.id == job.id && stored.job.attempt == job.attempt && stored.state == JobState::kRunning) {
      return &stored;
    }
  }
  return nullptr;
}

}  // namespace adapters::memory
