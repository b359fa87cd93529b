#pragma once

#include <mutex>
#include <vector>

#include "adapters/http_client/http_client.h"

namespace adapters::http_client {

// libcurl, with connections kept alive between calls. TLS certificates are verified.
class CurlHttpClient final : public HttpClient {
 public:
  CurlHttpClient();
  ~CurlHttpClient() override;
  CurlHttpClient(const CurlHttpClient&) = delete;
  CurlHttpClient& operator=(const CurlHttpClient&) = delete;

  base::Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  // A handle owns its connections, so each is used by one call at a time and then kept for the next.
  void* take_handle();
  void give_back(void* handle);

  std::mutex mutex_;
  std::vector<void*> idle_;
};

}  // namespace adapters::http_client
