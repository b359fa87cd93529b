#pragma once

#include <functional>

#include "ports/clock.h"
#include "ports/job_queue.h"

namespace CLI {
class App;
}

namespace owner {

// `picasso_pet jobs list`: how many jobs wait, run or are quarantined, and why the latter were given up.
// `picasso_pet jobs retry ID` has a quarantined job tried again, `jobs cancel ID` ends one that waits or is quarantined.
// The returned function runs what was asked and gives the process's exit status.
std::function<int(ports::JobQueue&, ports::Clock&)> declare_jobs_verb(CLI::App& cli);

}  // namespace owner
