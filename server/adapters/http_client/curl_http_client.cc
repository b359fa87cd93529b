#include "adapters/http_client/curl_http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string_view>

namespace adapters::http_client {
namespace {

constexpr std::size_t kMaxIdleHandles = 16;

struct Reception {
  HttpResponse response;
  std::size_t limit = 0;
  bool over_limit = false;
};

std::size_t receive_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& reception = *static_cast<Reception*>(user);
  const std::size_t length = size * count;
  if (reception.response.body.size() + length > reception.limit) {
    reception.over_limit = true;
    return 0;
  }
  reception.response.body.append(data, length);
  return length;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t receive_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& headers = static_cast<Reception*>(user)->response.headers;
  const std::string_view line{data, size * count};
  if (line.substr(0, 5) == "HTTP/") {
    headers.clear();  // a new answer begins, for instance after 100 Continue
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    std::string name{trim(line.substr(0, colon))};
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    headers[name] = trim(line.substr(colon + 1));
  }
  return size * count;
}

struct UrlParts {
  std::string host;
  std::string path;
};

UrlParts parts_of(const std::string& url) {
  UrlParts parts;
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed{curl_url(), curl_url_cleanup};
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return parts;
  const auto get = [&](CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(parsed.get(), part, &text, 0) != CURLUE_OK) return std::string{};
    std::string copy{text};
    curl_free(text);
    return copy;
  };
  parts.host = get(CURLUPART_HOST);
  parts.path = get(CURLUPART_PATH);
  return parts;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.rfind("127.", 0) == 0;
}

bool has_line_break(const std::string& text) { return text.find_first_of("\r\n") != std::string::npos; }

using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

HeaderList header_list(const HttpRequest& request) {
  // Without the empty Expect, libcurl waits a second for "100 Continue" before larger bodies.
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : request.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
  return {list, curl_slist_free_all};
}

void set_policy(CURL* curl, const HttpRequest& request, const std::string& host) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout_ms));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout_ms));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "picasso-pet/1");
  // A proxy named in the environment cannot reach what runs on this machine.
  if (is_loopback(host)) curl_easy_setopt(curl, CURLOPT_PROXY, "");
}

void set_request(CURL* curl, const HttpRequest& request, curl_slist* headers) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method == "GET") {
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  } else {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    // When a kept connection turns out to be dead, libcurl sends the request again by itself, although the other side
    // may have acted on the first: a mail would go twice.
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  }
}

}  // namespace

CurlHttpClient::CurlHttpClient() {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(kReady);
}

CurlHttpClient::~CurlHttpClient() {
  for (void* handle : idle_) curl_easy_cleanup(handle);
}

void* CurlHttpClient::take_handle() {
  const std::lock_guard lock{mutex_};
  if (idle_.empty()) return curl_easy_init();
  void* handle = idle_.back();
  idle_.pop_back();
  return handle;
}

void CurlHttpClient::give_back(void* handle) {
  curl_easy_reset(handle);  // forgets the request, keeps the connections
  {
    const std::lock_guard lock{mutex_};
    if (idle_.size() < kMaxIdleHandles) {
      idle_.push_back(handle);
      return;
    }
  }
  curl_easy_cleanup(handle);
}

base::Result<HttpResponse> CurlHttpClient::send(const HttpRequest& request) {
  const UrlParts url = parts_of(request.url);
  const std::string what = request.method + " " + url.host + url.path;
  const auto no_answer = [&](base::ErrorCode code, const std::string& why) {
    return base::fail(code, "A service we need does not answer. Please try again in a moment.", what + ": " + why);
  };
  for (const auto& [name, value] : request.headers) {
    if (has_line_break(name) || has_line_break(value)) {
      return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.",
                        what + ": line break in header " + name);
    }
  }
  CURL* curl = take_handle();
  if (!curl) return no_answer(base::ErrorCode::kUnavailable, "no handle");
  Reception reception;
  reception.limit = request.max_response_bytes;
  const HeaderList headers = header_list(request);
  set_policy(curl, request, url.host);
  set_request(curl, request, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reception);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reception);
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  long bytes_sent = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &bytes_sent);
  const auto lost = bytes_sent > 0 && !request.repeatable ? base::ErrorCode::kUnanswered : base::ErrorCode::kUnavailable;
  give_back(curl);
  if (reception.over_limit) return no_answer(lost, "answer over " + std::to_string(reception.limit) + " bytes");
  if (code != CURLE_OK) return no_answer(lost, curl_easy_strerror(code));
  reception.response.status = static_cast<int>(status);
  return std::move(reception.response);
}

}  // namespace adapters::http_client
