#include "adapters/easypost/easypost_client.h"

#include <openssl/evp.h>

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::easypost {
namespace {

using base::ErrorCode;
using http_client::text_at;

constexpr int kTimeoutMs = 15'000;

std::string to_base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

base::Failure refusal(int status, const std::optional<nlohmann::json>& answer) {
  std::string cause = "EasyPost answered " + std::to_string(status);
  if (answer) cause += ": " + text_at(*answer, {"error", "code"}) + " " + text_at(*answer, {"error", "message"});
  cause = http_client::for_log(cause);
  if (status == 401 || status == 403) {
    return base::fail(ErrorCode::kInternal, "Something went wrong on our side.", "EASYPOST_API_KEY was refused: " + cause);
  }
  if (status == 429) return base::fail(ErrorCode::kRateLimited, "We will try again in a moment.", cause);
  if (status >= 500 || !answer) return base::fail(ErrorCode::kUnavailable, "We will try again in a moment.", cause);
  return base::fail(ErrorCode::kInvalidInput, "The carrier does not know this.", cause);
}

}  // namespace

base::Result<nlohmann::json> post(http_client::HttpClient& http, const EasypostConfig& config, const std::string& path,
                                  const nlohmann::json& body) {
  http_client::HttpRequest request;
  request.method = "POST";
  request.url = config.api_base + path;
  request.timeout_ms = kTimeoutMs;
  request.headers = {{"Authorization", "Basic " + to_base64(config.key.expose() + ":")},
                     {"Accept", "application/json"},
                     {"Content-Type", "application/json"},
                     {"User-Agent", "PicassoPet/1.0"}};
  request.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const auto response = http.send(request);
  if (!response) return base::forward_error(response);
  auto answer = http_client::parse_json(response->body);
  if (response->status < 200 || response->status >= 300 || !answer) return refusal(response->status, answer);
  return std::move(*answer);
}

}  // namespace adapters::easypost
