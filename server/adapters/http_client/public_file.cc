#include "adapters/http_client/public_file.h"

#include "base/digest.h"

namespace adapters::http_client {
namespace {

constexpr std::size_t kMostBytes = 50u << 20;
constexpr int kTimeoutMs = 20'000;

base::Failure unusable(const std::string& why) {
  return base::fail(base::ErrorCode::kUnavailable, "Something went wrong on our side. We will try again.",
                    "our print file's public address " + why);
}

// Empty where the last part of the address is not a digest with an ending.
std::string named_digest(const std::string& url) {
  const std::string name = url.substr(url.rfind('/') + 1);
  const std::string digest = name.substr(0, name.find('.'));
  const bool is_digest = digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_digest ? digest : std::string{};
}

}  // namespace

base::Result<void> check_public_file(HttpClient& http, const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.timeout_ms = kTimeoutMs;
  request.max_response_bytes = kMostBytes;
  const auto response = http.send(request);
  if (!response) return unusable("does not answer: " + response.error().cause);
  if (response->status != 200) return unusable("answers " + std::to_string(response->status));
  const std::string type = response->header("content-type");
  if (!type.starts_with("image/")) return unusable("answers with '" + type.substr(0, 40) + "' instead of a picture");
  const std::string digest = named_digest(url);
  if (!digest.empty() && base::sha256_hex(response->body) != digest) return unusable("answers with other bytes than it names");
  return {};
}

}  // namespace adapters::http_client
