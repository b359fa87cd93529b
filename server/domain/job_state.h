#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "domain/transitions.h"

// available --claimed--> running --completed--> completed
//     |                  ^  |  |--given_up----> discarded --retried---> available
//     |          claimed |  |  '--taken_over--> running       '--canceled--> canceled
//     |                  |  '--failed, lease_lost, handed_back--> retryable
//     |               retryable <----------------------------------'  |
//     '--canceled--> canceled <--------canceled-----------------------'
//
// claimed      guard: its time has come; raises the attempt, which is the fencing number
// completed    guard: still this attempt's; commits with the job's effect
// failed       guard: still this attempt's, decide_retry says again
// given_up     guard: still this attempt's; keeps the reason. Discarded jobs are quarantined: they wait for a person
// lease_lost   guard: the lease ran out, not spent;  taken_over: the same when spent, so that it can be given up
// handed_back  guard: still this attempt's; a worker that stops cannot finish it in time
// retried, canceled: the owner's decision
namespace domain {

enum class JobState { kAvailable, kRunning, kRetryable, kCompleted, kDiscarded, kCanceled };
enum class JobEvent {
  kClaimed,
  kCompleted,
  kFailed,
  kGivenUp,
  kLeaseLost,
  kTakenOver,
  kHandedBack,
  kRetried,
  kCanceled,
};

using JobTransition = Transition<JobState, JobEvent>;

inline constexpr std::array kAllJobStates = {JobState::kAvailable, JobState::kRunning,   JobState::kRetryable,
                                             JobState::kCompleted, JobState::kDiscarded, JobState::kCanceled};

// Every allowed change, and no other.
std::span<const JobTransition> job_transitions();

// Where `event` leads from `from`; nothing where the table has no such edge.
std::optional<JobState> next_job_state(JobState from, JobEvent event);

std::string_view to_string(JobState state);  // "available"; the database CHECK lists the same words
std::optional<JobState> job_state_from(std::string_view text);

// Why a job was discarded.
enum class DiscardReason {
  kRefused,    // what it asked for cannot succeed, however often it is asked
  kExhausted,  // its attempts are used up
  kCrashed,    // it broke, or lost its worker, as often as its kind may
};

inline constexpr std::array kAllDiscardReasons = {DiscardReason::kRefused, DiscardReason::kExhausted,
                                                  DiscardReason::kCrashed};

std::string_view to_string(DiscardReason reason);  // "refused"; the database CHECK lists the same words
std::optional<DiscardReason> discard_reason_from(std::string_view text);

}  // namespace domain
