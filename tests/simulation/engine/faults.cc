#include "engine/faults.h"

#include <cstdio>

namespace simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

base::Error error(base::ErrorCode code, std::string cause) { return {code, "Please try again later.", std::move(cause), {}}; }

}  // namespace

FaultRates mixed_rates(Chance& chance) {
  const auto rate = [&](std::vector<double> levels) { return chance.one_of(levels); };
  FaultRates rates;
  if (chance.happens(0.1)) return rates;
  rates.refused = rate({0, 0, 0.03, 0.15});
  rates.answer_lost = rate({0, 0.03, 0.12});
  rates.crash = rate({0, 0.004, 0.02});
  rates.stall = rate({0, 0, 0.004, 0.03});
  rates.again = rate({0, 0.05});
  return rates;
}

std::string describe(const FaultRates& rates) {
  char text[160];
  std::snprintf(text, sizeof text, "refused %g, answer lost %g, crash %g, stall %g, transaction again %g", rates.refused,
                rates.answer_lost, rates.crash, rates.stall, rates.again);
  return text;
}

std::optional<base::Error> Faults::before(std::string_view what) {
  pass_time(what);
  auto& chance = scheduler_.chance();
  if (!chance.happens(rates_.refused)) return std::nullopt;
  switch (chance.between(0, 2)) {
    case 0:
      scheduler_.tell(std::string(what) + ": 429");
      return error(base::ErrorCode::kRateLimited, "429");
    case 1:
      scheduler_.tell(std::string(what) + ": 500");
      return error(base::ErrorCode::kUnavailable, "500");
    default:
      scheduler_.tell(std::string(what) + ": no connection");
      scheduler_.sleep(seconds{10});
      return error(base::ErrorCode::kUnavailable, "no connection");
  }
}

std::optional<base::Error> Faults::after(std::string_view what) {
  pass_time(what);
  if (!scheduler_.chance().happens(rates_.answer_lost)) return std::nullopt;
  scheduler_.tell(std::string(what) + ": done, but the answer is lost");
  scheduler_.sleep(seconds{20});
  return error(base::ErrorCode::kUnavailable, "time-out");
}

void Faults::pass_time(std::string_view what) {
  auto& chance = scheduler_.chance();
  scheduler_.sleep(chance.within(milliseconds{1}, milliseconds{150}));
  if (scheduler_.current().process == nullptr) return;
  if (chance.happens(rates_.crash)) {
    scheduler_.tell("at " + std::string(what));
    scheduler_.kill_process();
  }
  if (chance.happens(rates_.stall)) {
    scheduler_.tell("stands still at " + std::string(what));
    scheduler_.sleep(chance.within(seconds{100}, seconds{400}));
  }
}

}  // namespace simulation
