#pragma once

#include <chrono>
#include <string>

#include "adapters/http_client/http_client.h"
#include "ports/provider_gate.h"

namespace adapters::http_client {

// Asks a provider's gate before each request and tells it the outcome: 5xx and no answer count as failed, 429 and 419 as told
// to wait (for Retry-After, else for a minute). A closed gate is waited for up to `patience`, and never longer than the
// request itself may take; then, or when the gate cannot be reached, nothing is sent: kRateLimited, kUnavailable.
// `inner` and `gate` must outlive it.
class GuardedHttpClient final : public HttpClient {
 public:
  GuardedHttpClient(HttpClient& inner, ports::ProviderGate& gate, std::string provider, std::chrono::milliseconds patience);

  base::Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  base::Result<void> wait_for_turn(const HttpRequest& request);
  void report(const base::Result<HttpResponse>& response);

  HttpClient& inner_;
  ports::ProviderGate& gate_;
  std::string provider_;
  std::chrono::milliseconds patience_;
};

}  // namespace adapters::http_client
