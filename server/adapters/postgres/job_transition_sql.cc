#include "adapters/postgres/job_transition_sql.h"

#include <stdexcept>

namespace adapters::postgres {

std::string state_allows(domain::JobEvent event) {
  std::string words;
  for (const auto& transition : domain::job_transitions()) {
    if (transition.event != event) continue;
    words += (words.empty() ? "'" : ", '") + std::string(to_string(transition.from)) + "'";
  }
  return "state IN (" + words + ")";
}

std::string state_after(domain::JobEvent event) {
  for (const auto& transition : domain::job_transitions()) {
    if (transition.event == event) return "state = '" + std::string(to_string(transition.to)) + "'";
  }
  throw std::logic_error("an event that changes no job");
}

}  // namespace adapters::postgres
