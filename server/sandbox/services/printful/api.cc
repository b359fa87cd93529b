#include "sandbox/services/printful/api.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/digest.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/printful/answers.h"
#include "sandbox/services/printful/order_request.h"
#include "sandbox/services/printful/orders.h"
#include "sandbox/services/printful/shipments.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;
using http::Request;
using http::Response;

std::optional<ApiError> check_access(const World& world, const Request& request) {
  const std::string_view given = request.header("authorization");
  if (given.empty()) return ApiError{401, "Unauthorized", "Authorization header is missing."};
  if (!given.starts_with("Bearer ")) return ApiError{401, "Unauthorized", "Malformed Authorization header."};
  if (!base::constant_time_equal(given.substr(7), world.config.printful_token)) {
    return ApiError{401, "Unauthorized", "The access token provided is invalid."};
  }
  const std::string& store = world.config.printful_store_id;
  const std::string_view asked = request.header("x-pf-store-id");
  if (!store.empty() && asked.empty()) return ApiError{400, "BadRequest", "This endpoint requires `store_id`!"};
  if (!store.empty() && asked != store) return ApiError{403, "Forbidden", "You do not have access to this store."};
  return std::nullopt;
}

ApiResult<Json> read_json(const Request& request) {
  Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return refuse(400, "BadRequest", "Invalid JSON");
  return body;
}

Response v1(const ApiResult<Json>& result) { return result ? v1_result(*result) : v1_error(result.error()); }

std::size_t number(const Request& request, std::string_view name, std::size_t otherwise, std::size_t most) {
  const auto text = request.query_value(name).value_or("");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return otherwise;
  return std::min<std::size_t>(std::stoul(text), most);
}

Response list(World& world, const Request& request) {
  const std::size_t offset = number(request, "offset", 0, 1'000'000);
  const std::size_t limit = number(request, "limit", 20, 100);
  std::size_t total = 0;
  const Json orders = list_orders(world, request.query_value("status").value_or(""), offset, limit, total);
  return json_answer(
      200, {{"code", 200}, {"result", orders}, {"paging", {{"total", total}, {"offset", offset}, {"limit", limit}}}});
}

// The rates take variants as text, as they are described, and as numbers all the same.
void read_variants(Json& items) {
  if (!items.is_array()) return;
  for (Json& item : items) {
    const bool has_text = item.is_object() && item.contains("variant_id") && item["variant_id"].is_string();
    const std::string id = has_text ? item["variant_id"].get<std::string>() : "";
    const bool is_number = !id.empty() && id.size() <= 9 && id.find_first_not_of("0123456789") == std::string::npos;
    if (is_number) item["variant_id"] = std::stoll(id);
  }
}

ApiResult<void> check_rate_options(const Json& wanted) {
  if (wanted.value("currency", Json("USD")) != "USD") return bad_request("Invalid currency: this store sells in USD");
  const Json locale = wanted.value("locale", Json("en_US"));
  if (locale != "en_US" && locale != "es_ES") return bad_request("Invalid locale");
  return {};
}

ApiResult<Json> rates_or_costs(World& world, const Json& wanted, bool rates) {
  if (!wanted.is_object()) return bad_request("Missing required parameters");
  const Json recipient = wanted.value("recipient", Json());
  if (!recipient.is_object()) return bad_request("Missing required parameters: recipient");
  if (auto region = check_recipient_region(recipient); !region) return ApiFailure(region.error());
  Json items = wanted.value("items", Json());
  if (rates) read_variants(items);
  if (auto options = check_rate_options(wanted); rates && !options) return ApiFailure(options.error());
  if (auto checked = check_items(items, false); !checked) return ApiFailure(checked.error());
  return rates ? shipping_rates(items, recipient.value("country_code", ""), world.now_s()) : estimate_costs(items);
}

Response post_v1(World& world, const Request& request, const std::string& path) {
  if (path.starts_with("/orders/") && path.ends_with("/confirm")) {
    return v1(confirm_order(world, path.substr(8, path.size() - 16)));
  }
  const auto body = read_json(request);
  if (!body) return v1_error(body.error());
  if (path == "/orders") {
    const auto confirm = request.query_value("confirm").value_or("");
    return v1(create_order(world, *body, confirm == "true" || confirm == "1"));
  }
  if (path == "/shipping/rates") return v1(rates_or_costs(world, *body, true));
  if (path == "/orders/estimate-costs") return v1(rates_or_costs(world, *body, false));
  return v1_error({404, "NotFound", "Not found"});
}

Response answer_v1(World& world, const Request& request, const std::string& path) {
  const bool one_order = path.starts_with("/orders/") && path.find('/', 8) == std::string::npos;
  if (request.method == "POST") return post_v1(world, request, path);
  if (request.method == "GET" && path == "/orders") return list(world, request);
  if (request.method == "GET" && one_order) return v1(retrieve_order(world, path.substr(8)));
  if (request.method == "DELETE" && one_order) return v1(cancel_order(world, path.substr(8)));
  return v1_error({404, "NotFound", "Not found"});
}

Response answer_v2(World& world, const Request& request, const std::string& path) {
  static constexpr std::string_view kOrders = "/v2/orders/";
  static constexpr std::string_view kVariants = "/v2/catalog-variants/";
  static constexpr std::string_view kAvailability = "/availability";
  ApiResult<Json> result = not_found();
  if (request.method == "GET" && path.starts_with(kVariants) && path.ends_with(kAvailability)) {
    result = variant_availability(world, path.substr(kVariants.size(), path.size() - kVariants.size() - kAvailability.size()));
  }
  if (request.method == "GET" && path.starts_with(kOrders)) {
    const std::string rest = path.substr(kOrders.size());
    if (rest.ends_with("/shipments")) {
      result = list_shipments(world, rest.substr(0, rest.size() - 10));
    } else if (rest.find('/') == std::string::npos) {
      result = retrieve_order_v2(world, rest);
    }
  }
  return result ? json_answer(200, *result) : v2_error(result.error());
}

void add_rate_headers(Response& response, const RateLimit::Verdict& verdict) {
  response.headers.emplace_back("X-Ratelimit-Limit", std::to_string(RateLimit::kRequests));
  response.headers.emplace_back("X-Ratelimit-Remaining", std::to_string(verdict.remaining));
  response.headers.emplace_back("X-Ratelimit-Reset", std::to_string(verdict.reset_s));
  response.headers.emplace_back("X-Ratelimit-Policy", "120;w=60;");
  if (!verdict.allowed) response.headers.emplace_back("Retry-After", std::to_string(verdict.reset_s));
}

// What cannot be read asks for nothing.
bool asks_large_rate(const Request& request) {
  if (!request.path.ends_with("/shipping/rates")) return false;
  const auto wanted = read_json(request);
  if (!wanted || !wanted->is_object()) return false;
  const Json items = wanted->value("items", Json::array());
  std::int64_t pieces = 0;
  for (const Json& item : items) {
    const bool counts = item.is_object() && item.contains("quantity") && item["quantity"].is_number_integer();
    if (counts) pieces += item["quantity"].get<std::int64_t>();
  }
  return pieces > RateLimit::kMostPieces;
}

Response answer_allowed(World& world, const Request& request, const std::function<void()>& before_work) {
  const std::string path = request.path.substr(std::string_view("/printful").size());
  const bool v2 = path.starts_with("/v2/");
  if (const auto refused = check_access(world, request)) return v2 ? v2_error(*refused) : v1_error(*refused);
  before_work();
  try {
    return v2 ? answer_v2(world, request, path) : answer_v1(world, request, path);
  } catch (const Json::exception&) {
    // A member of another type than the API has.
    const ApiError wrong{400, "BadRequest", "Invalid request parameters"};
    return v2 ? v2_error(wrong) : v1_error(wrong);
  }
}

}  // namespace

Response answer_api(World& world, RateLimit& limit, const Request& request, const std::function<void()>& before_work) {
  const auto verdict = limit.count(world.now_ms(), asks_large_rate(request));
  Response response = verdict.allowed ? answer_allowed(world, request, before_work)
                                      : v1_error({429, "TooManyRequests",
                                                  "You've recently sent too many requests. Please try again after " +
                                                      std::to_string(verdict.reset_s) + " seconds."});
  add_rate_headers(response, verdict);
  return response;
}

Response fault_answer(int status) {
  if (status != 429) return v1_error({500, "InternalServerError", "Internal server error (a switched-on fault)"});
  Response response =
      v1_error({429, "TooManyRequests", "You've recently sent too many requests. Please try again after 1 seconds."});
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace sandbox::printful
