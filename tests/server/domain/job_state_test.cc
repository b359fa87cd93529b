#include "domain/job_state.h"

#include <catch2/catch.hpp>
#include <set>

using domain::JobEvent;
using domain::JobState;
using domain::next_job_state;

TEST_CASE("a job is run from waiting only, and finished from running only") {
  CHECK(next_job_state(JobState::kAvailable, JobEvent::kClaimed) == JobState::kRunning);
  CHECK(next_job_state(JobState::kRetryable, JobEvent::kClaimed) == JobState::kRunning);
  CHECK(next_job_state(JobState::kRunning, JobEvent::kCompleted) == JobState::kCompleted);
  for (const auto state : {JobState::kRunning, JobState::kCompleted, JobState::kDiscarded, JobState::kCanceled}) {
    CHECK_FALSE(next_job_state(state, JobEvent::kClaimed));
  }
  for (const auto state : domain::kAllJobStates) {
    if (state != JobState::kRunning) CHECK_FALSE(next_job_state(state, JobEvent::kCompleted));
  }
}

TEST_CASE("a job whose worker failed, died or stops waits again") {
  for (const auto event : {JobEvent::kFailed, JobEvent::kLeaseLost, JobEvent::kHandedBack}) {
    CHECK(next_job_state(JobState::kRunning, event) == JobState::kRetryable);
  }
}

TEST_CASE("only a person brings a discarded job back, and nothing a completed or canceled one") {
  CHECK(next_job_state(JobState::kDiscarded, JobEvent::kRetried) == JobState::kAvailable);
  CHECK(next_job_state(JobState::kDiscarded, JobEvent::kCanceled) == JobState::kCanceled);
  for (const auto& transition : domain::job_transitions()) {
    CHECK(transition.from != JobState::kCompleted);
    CHECK(transition.from != JobState::kCanceled);
    if (transition.from == JobState::kDiscarded) {
      CHECK((transition.event == JobEvent::kRetried || transition.event == JobEvent::kCanceled));
    }
  }
}

TEST_CASE("a running job cannot be canceled under its worker's hands") {
  CHECK_FALSE(next_job_state(JobState::kRunning, JobEvent::kCanceled));
}

TEST_CASE("no event leads to two places from one state") {
  std::set<std::pair<JobState, JobEvent>> seen;
  for (const auto& transition : domain::job_transitions()) {
    CHECK(seen.emplace(transition.from, transition.event).second);
  }
}

TEST_CASE("the words of a job's states and reasons lead back to them") {
  for (const auto state : domain::kAllJobStates) CHECK(domain::job_state_from(to_string(state)) == state);
  for (const auto reason : domain::kAllDiscardReasons) CHECK(domain::discard_reason_from(to_string(reason)) == reason);
  CHECK_FALSE(domain::job_state_from("lost"));
  CHECK_FALSE(domain::discard_reason_from("boredom"));
}
