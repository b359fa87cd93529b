#include "sandbox/services/stripe/idempotency.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/digest.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/stripe/errors.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

http::Response refused(int status, std::string code, std::string message) {
  return error_answer({status, "idempotency_error", std::move(code), std::move(message), {}});
}

// Claims the key, or gives the answer for one that is taken.
std::optional<http::Response> claim(World& world, const std::string& key, const std::string& fingerprint) {
  const auto access = world.state.edit();
  auto& keys = access.root["stripe"]["idempotency"];
  const auto found = keys.find(key);
  if (found == keys.end()) {
    keys[key] = {{"fingerprint", fingerprint}, {"running", true}};
    return std::nullopt;
  }
  if ((*found)["fingerprint"] != fingerprint) {
    return refused(400, "",
                   "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                   "Try using a key other than '" +
                       key + "' if you meant to execute a different request.");
  }
  if (found->value("running", false)) {
    return refused(409, "idempotency_key_in_use",
                   "There is currently another in-progress request using this Idempotent Key (that probably means you "
                   "submitted twice, and the other request is still going through): " +
                       key);
  }
  http::Response replay;
  replay.status = (*found)["status"];
  replay.content_type = "application/json";
  replay.body = (*found)["body"];
  replay.headers = {{"Idempotent-Replayed", "true"}, {"Original-Request", (*found)["request_id"]}};
  return replay;
}

}  // namespace

http::Response once(World& world, const http::Request& request, const std::function<http::Response()>& work) {
  const std::string key(request.header("idempotency-key"));
  if (request.method != "POST" || key.empty()) return work();
  if (key.size() > 255) {
    return error_answer({400, "invalid_request_error", "", "Idempotency-Key may be at most 255 characters", {}});
  }
  const std::string fingerprint = base::sha256_hex(request.path + "\n" + request.body);
  if (auto answer = claim(world, key, fingerprint)) return *std::move(answer);

  http::Response response;
  try {
    response = work();
  } catch (...) {
    world.state.edit().root["stripe"]["idempotency"].erase(key);
    throw;
  }
  const auto access = world.state.edit();
  auto& keys = access.root["stripe"]["idempotency"];
  const bool did_work = response.status < 400 || response.status == 402 || response.status >= 500;
  if (!did_work) {
    keys.erase(key);
  } else {
    keys[key] = {{"fingerprint", fingerprint},
                 {"status", response.status},
                 {"body", response.body},
                 {"request_id", "req_" + request.id}};
  }
  return response;
}

}  // namespace sandbox::stripe
