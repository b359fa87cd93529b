#include "sandbox/services/printify/api.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/digest.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/printify/answers.h"
#include "sandbox/services/printify/catalog.h"
#include "sandbox/services/printify/orders.h"

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;
using http::Request;
using http::Response;

constexpr std::string_view kRoot = "/printify/v1";
constexpr std::string_view kCatalog = "/catalog/";

std::optional<ApiError> check_access(const World& world, const Request& request) {
  const std::string_view given = request.header("authorization");
  const bool right = !world.config.printify_token.empty() && given.starts_with("Bearer ") &&
                     base::constant_time_equal(given.substr(7), world.config.printify_token);
  if (!right) return ApiError{401, 0, "Unauthenticated.", {}};
  if (request.header("user-agent").empty()) return ApiError{400, 8100, "Bad request.", "The User-Agent header is required."};
  return std::nullopt;
}

Response answer(const ApiResult<Json>& result) { return result ? json_answer(200, *result) : error_answer(result.error()); }

std::size_t number(const Request& request, std::string_view name, std::size_t otherwise, std::size_t most) {
  const auto text = request.query_value(name).value_or("");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return otherwise;
  return std::clamp<std::size_t>(std::stoul(text), 1, most);
}

std::int64_t id_in(std::string_view text) {
  const bool digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? std::stoll(std::string(text)) : 0;
}

// /catalog/blueprints/{id}/print_providers/{id}/variants.json
ApiResult<Json> answer_catalog(World& world, std::string_view path) {
  static constexpr std::string_view kBegin = "/catalog/blueprints/", kMiddle = "/print_providers/", kEnd = "/variants.json";
  const auto middle = path.find(kMiddle);
  if (!path.starts_with(kBegin) || middle == std::string_view::npos || !path.ends_with(kEnd)) return not_found();
  const auto provider_at = middle + kMiddle.size();
  std::string missing;
  {
    const auto access = world.state.read();
    missing = access.root["settings"].value("printify_out_of_stock", "");
  }
  Json listed = variants_json(id_in(path.substr(kBegin.size(), middle - kBegin.size())),
                              id_in(path.substr(provider_at, path.size() - provider_at - kEnd.size())), missing);
  if (listed.is_null()) return not_found();
  return listed;
}

ApiResult<Json> post_orders(World& world, const Request& request, const std::string& rest) {
  if (rest.ends_with("/send_to_production.json")) return send_to_production(world, rest.substr(1, rest.size() - 25));
  if (rest.ends_with("/cancel.json")) return cancel_order(world, rest.substr(1, rest.size() - 13));
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return invalid("The body is not JSON.");
  if (rest == ".json") return create_order(world, body);
  if (rest == "/shipping.json") return shipping_costs(body);
  return not_found();
}

ApiResult<Json> answer_orders(World& world, const Request& request, const std::string& rest) {
  if (request.method == "POST") return post_orders(world, request, rest);
  if (request.method != "GET") return not_found();
  if (rest == ".json") return list_orders(world, number(request, "page", 1, 1'000'000), number(request, "limit", 10, 50));
  const bool one = rest.starts_with("/") && rest.ends_with(".json") && rest.find('/', 1) == std::string::npos;
  return one ? retrieve_order(world, rest.substr(1, rest.size() - 6)) : not_found();
}

ApiResult<Json> answer_path(World& world, const Request& request, const std::string& path) {
  if (request.method == "GET" && path.starts_with(kCatalog)) return answer_catalog(world, path);
  const std::string orders = "/shops/" + world.config.printify_shop_id + "/orders";
  if (path.starts_with(orders)) return answer_orders(world, request, path.substr(orders.size()));
  return not_found();
}

Response too_many() {
  Response response = error_answer({429, 0, "Too Many Attempts.", {}});
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Response answer_api(World& world, RateLimits& limits, const Request& request, const std::function<void()>& before_work) {
  if (!request.path.starts_with(kRoot)) return error_answer({404, 0, "Not found", {}});
  const std::string path = request.path.substr(kRoot.size());
  const auto now_ms = world.now_ms();
  const bool allowed = limits.all.allows(now_ms) && (!path.starts_with(kCatalog) || limits.catalog.allows(now_ms));
  if (!allowed) return too_many();
  if (const auto refused = check_access(world, request)) return error_answer(*refused);
  before_work();
  try {
    return answer(answer_path(world, request, path));
  } catch (const Json::exception&) {
    return error_answer(invalid("A member has another type than the API knows.").value());
  }
}

Response fault_answer(int status) {
  return status == 429 ? too_many() : error_answer({500, 0, "Server Error (a switched-on fault)", {}});
}

}  // namespace sandbox::printify
