#include "adapters/http_client/guarded_http_client.h"

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/log.h"

namespace adapters::http_client {
namespace {

using domain::GateOutcome;
using std::chrono::milliseconds;

constexpr milliseconds kLockOut{60'000};
constexpr milliseconds kLongestWait{3'600'000};

milliseconds asked_to_wait(const HttpResponse& response) {
  const std::string text = response.header("retry-after");
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds <= 0) return kLockOut;
  return std::min<milliseconds>(std::chrono::seconds{seconds}, kLongestWait);
}

GateOutcome outcome_of(const base::Result<HttpResponse>& response) {
  if (!response || response->status >= 500) return GateOutcome::kFailed;
  if (response->status == 429 || response->status == 419) return GateOutcome::kShut;
  return GateOutcome::kAnswered;
}

// Nothing where another gate behind this one let nobody through, or there was too little time.
bool says_something(const HttpRequest& request, const base::Result<HttpResponse>& response) {
  if (response) return true;
  return !request.hasty && response.error().code != base::ErrorCode::kRateLimited;
}

}  // namespace

GuardedHttpClient::GuardedHttpClient(HttpClient& inner, ports::ProviderGate& gate, std::string provider, milliseconds patience)
    : inner_(inner), gate_(gate), provider_(std::move(provider)), patience_(patience) {}

base::Result<void> GuardedHttpClient::wait_for_turn(const HttpRequest& request) {
  auto patience = std::min(patience_, milliseconds{request.timeout_ms});
  while (true) {
    const auto wait = gate_.pass(provider_);
    if (!wait) return base::forward_error(wait);
    if (!*wait) return {};
    // A gate may say 0 when it opens within the millisecond.
    const auto rest = std::max(**wait, milliseconds{1});
    if (rest > patience) {
      return base::fail(base::ErrorCode::kRateLimited, "We will try again in a moment.",
                        provider_ + " is not asked for another " + std::to_string(rest.count()) + " ms");
    }
    std::this_thread::sleep_for(rest);
    patience -= rest;
  }
}

void GuardedHttpClient::report(const base::Result<HttpResponse>& response) {
  const auto outcome = outcome_of(response);
  const auto told = gate_.report(provider_, outcome, outcome == GateOutcome::kShut ? asked_to_wait(*response) : milliseconds{0});
  if (!told) base::log_error("a provider's gate could not be told", told.error(), {{"provider", provider_}});
}

base::Result<HttpResponse> GuardedHttpClient::send(const HttpRequest& request) {
  if (const auto turn = wait_for_turn(request); !turn) return base::forward_error(turn);
  auto response = inner_.send(request);
  if (says_something(request, response)) report(response);
  return response;
}

}  // namespace adapters::http_client
