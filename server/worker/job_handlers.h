#pragma once

#include <functional>
#include <map>
#include <string>

#include "app/services.h"

namespace worker {

struct JobHandler {
  std::function<base::Result<void>(app::Services&, const domain::Job&)> run;
  // After the last attempt: leaves what the job was about in a state a person or customer can see. May be empty.
  std::function<base::Result<void>(app::Services&, const domain::Job&, const base::Error&)> give_up;
  // How long it would try in vain, because the service it needs must not be asked now: the job then waits without its attempt
  // counting. May be empty.
  std::function<base::Result<std::chrono::milliseconds>(app::Services&, const domain::Job&)> wait = {};
};

// Kind -> use case; has every kind of domain/job.h.
const std::map<std::string, JobHandler, std::less<>>& job_handlers();

}  // namespace worker
