#pragma once

#include <deque>
#include <mutex>
#include <vector>

#include "adapters/http_client/http_client.h"

namespace adapters::http_client {

// The twin for tests: gives the queued answers in order and keeps what was asked. With no answer left it is
// kUnavailable, as a service that is down.
class RecordingHttpClient final : public HttpClient {
 public:
  void answer(int status, std::string body, std::map<std::string, std::string> headers = {}) {
    const std::lock_guard lock{mutex_};
    answers_.push_back(HttpResponse{status, std::move(headers), std::move(body)});
  }

  void fail_once() {
    const std::lock_guard lock{mutex_};
    answers_.push_back(silence());
  }

  base::Result<HttpResponse> send(const HttpRequest& request) override {
    const std::lock_guard lock{mutex_};
    requests_.push_back(request);
    if (answers_.empty()) return silence();
    auto next = std::move(answers_.front());
    answers_.pop_front();
    return next;
  }

  std::vector<HttpRequest> requests() {
    const std::lock_guard lock{mutex_};
    return requests_;
  }

 private:
  static base::Failure silence() {
    return base::fail(base::ErrorCode::kUnavailable, "A service we need does not answer. Please try again in a moment.",
                      "no answer queued");
  }

  std::mutex mutex_;
  std::deque<base::Result<HttpResponse>> answers_;
  std::vector<HttpRequest> requests_;
};

}  // namespace adapters::http_client
