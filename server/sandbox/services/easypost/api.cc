#include "sandbox/services/easypost/api.h"

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/easypost/addresses.h"
#include "sandbox/services/easypost/trackers.h"
#include "sandbox/services/signatures.h"

namespace sandbox::easypost {
namespace {

using Json = nlohmann::json;
using http::Request;
using http::Response;

constexpr std::string_view kRoot = "/easypost/v2";

Response error(int status, const char* code, const char* message) {
  return json_answer(status, {{"error", {{"code", code}, {"message", message}, {"errors", Json::array()}}}});
}

// Basic auth: the key is the user, the password is empty.
bool is_allowed(const World& world, const Request& request) {
  const std::string_view given = request.header("authorization");
  const std::string wanted = easypost_credentials(world.config.easypost_api_key);
  return !world.config.easypost_api_key.empty() && base::constant_time_equal(given, wanted);
}

Response answer_post(World& world, const std::string& path, const Json& body) {
  if (path == "/addresses") {
    const Json address = body.value("address", Json());
    if (!address.is_object()) return error(400, "PARAMETER.REQUIRED", "address is required");
    return json_answer(201, make_address(world, address, body.contains("verify")));
  }
  if (path == "/trackers") {
    const Json tracker = body.value("tracker", Json());
    const Json code = tracker.is_object() ? tracker.value("tracking_code", Json()) : Json();
    if (!code.is_string() || code.get_ref<const std::string&>().empty()) {
      return error(422, "PARAMETER.REQUIRED", "tracking_code is required");
    }
    return json_answer(200, find_or_make_tracker(world, code));
  }
  return error(404, "NOT_FOUND", "The requested resource could not be found.");
}

}  // namespace

Response answer_api(World& world, const Request& request, const std::function<void()>& before_work) {
  if (!is_allowed(world, request)) return error(401, "APIKEY.INACTIVE", "This api key is not valid.");
  before_work();
  const std::string path = request.path.starts_with(kRoot) ? request.path.substr(kRoot.size()) : "";
  if (request.method != "POST") return error(404, "NOT_FOUND", "The requested resource could not be found.");
  const Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return error(400, "BAD_REQUEST", "The body is not a JSON object.");
  return answer_post(world, path, body);
}

Response fault_answer(int status) {
  if (status != 429) return error(500, "INTERNAL_SERVER_ERROR", "A switched-on fault.");
  Response response = error(429, "RATE_LIMITED", "Too many requests.");
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace sandbox::easypost
