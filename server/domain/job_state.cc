#include "domain/job_state.h"

namespace domain {
namespace {

using S = JobState;
using E = JobEvent;

constexpr std::array kTransitions = {
    JobTransition{S::kAvailable, E::kClaimed, S::kRunning},
    JobTransition{S::kAvailable, E::kCanceled, S::kCanceled},

    JobTransition{S::kRetryable, E::kClaimed, S::kRunning},
    JobTransition{S::kRetryable, E::kCanceled, S::kCanceled},

    JobTransition{S::kRunning, E::kCompleted, S::kCompleted},
    JobTransition{S::kRunning, E::kFailed, S::kRetryable},
    JobTransition{S::kRunning, E::kLeaseLost, S::kRetryable},
    JobTransition{S::kRunning, E::kHandedBack, S::kRetryable},
    JobTransition{S::kRunning, E::kTakenOver, S::kRunning},
    JobTransition{S::kRunning, E::kGivenUp, S::kDiscarded},

    JobTransition{S::kDiscarded, E::kRetried, S::kAvailable},
    JobTransition{S::kDiscarded, E::kCanceled, S::kCanceled},
};

}  // namespace

std::span<const JobTransition> job_transitions() { return kTransitions; }

std::optional<JobState> next_job_state(JobState from, JobEvent event) { return next_state(kTransitions, from, event); }

std::string_view to_string(JobState state) {
  switch (state) {
    case S::kAvailable: return "available";
    case S::kRunning: return "running";
    case S::kRetryable: return "retryable";
    case S::kCompleted: return "completed";
    case S::kDiscarded: return "discarded";
    case S::kCanceled: return "canceled";
  }
  return "discarded";
}

std::optional<JobState> job_state_from(std::string_view text) { return state_named(kAllJobStates, text); }

std::string_view to_string(DiscardReason reason) {
  switch (reason) {
    case DiscardReason::kRefused: return "refused";
    case DiscardReason::kExhausted: return "exhausted";
    case DiscardReason::kCrashed: return "crashed";
  }
  return "crashed";
}

std::optional<DiscardReason> discard_reason_from(std::string_view text) { return state_named(kAllDiscardReasons, text); }

}  // namespace domain
