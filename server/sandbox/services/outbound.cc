#include "sandbox/services/outbound.h"

#include <curl/curl.h>

#include <memory>

namespace sandbox {
namespace {

struct Sink {
  OutboundAnswer* answer;
  std::size_t most_bytes;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* target) {
  auto& sink = *static_cast<Sink*>(target);
  if (sink.answer->body.size() + size > sink.most_bytes) return 0;
  sink.answer->body.append(data, size);
  return size;
}

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Curl open(const std::string& url, long timeout_s) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)initialised;
  Curl curl(curl_easy_init(), curl_easy_cleanup);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 3L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, timeout_s);
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "picasso-sandbox/1.0");
  return curl;
}

OutboundAnswer perform(Curl& curl, std::size_t most_bytes) {
  OutboundAnswer answer;
  Sink sink{&answer, most_bytes};
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &sink);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_WRITE_ERROR) {
    answer.too_large = true;
    answer.error = "more than " + std::to_string(most_bytes) + " bytes";
  } else if (code != CURLE_OK) {
    answer.error = curl_easy_strerror(code);
  } else {
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
  }
  return answer;
}

}  // namespace

OutboundAnswer post_json(const std::string& url, const std::vector<std::pair<std::string, std::string>>& headers,
                         const std::string& body) {
  Curl curl = open(url, 20);
  Headers list(curl_slist_append(nullptr, "Content-Type: application/json; charset=utf-8"), curl_slist_free_all);
  curl_slist_append(list.get(), "Expect:");
  for (const auto& [name, value] : headers) curl_slist_append(list.get(), (name + ": " + value).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
  return perform(curl, 1 << 20);
}

OutboundAnswer download(const std::string& url, std::size_t most_bytes) {
  Curl curl = open(url, 120);
  return perform(curl, most_bytes);
}

}  // namespace sandbox
