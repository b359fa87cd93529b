#pragma once

#include <string>

#include "domain/job_state.h"

namespace adapters::postgres {

// Guard of an UPDATE: "state IN ('available', 'retryable')", the states that the table lets `event` change.
std::string state_allows(domain::JobEvent event);

// Its effect: "state = 'running'". Every event of a job leads to one state.
std::string state_after(domain::JobEvent event);

}  // namespace adapters::postgres
