#include "sandbox/services/stripe/api.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/digest.h"
#include "http/url.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/stripe/catalog.h"
#include "sandbox/services/stripe/coupons.h"
#include "sandbox/services/stripe/disputes.h"
#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/stripe/events.h"
#include "sandbox/services/stripe/form.h"
#include "sandbox/services/stripe/idempotency.h"
#include "sandbox/services/stripe/paging.h"
#include "sandbox/services/stripe/payment_pages.h"
#include "sandbox/services/stripe/refunds.h"
#include "sandbox/services/stripe/session_params.h"
#include "sandbox/services/stripe/sessions.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;
using http::Request;
using http::Response;

std::string key_of(const Request& request) {
  const std::string_view given = request.header("authorization");
  if (given.starts_with("Bearer ")) return std::string(given.substr(7));
  return {};
}

std::optional<ApiError> check_key(const World& world, const Request& request) {
  const std::string key = key_of(request);
  if (key.empty()) {
    return ApiError{
        401, "invalid_request_error", "",
        "You did not provide an API key. You need to provide your API key in the Authorization header, using "
        "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        ""};
  }
  if (!base::constant_time_equal(key, world.config.stripe_secret_key)) {
    const std::string shown = key.size() > 12 ? key.substr(0, 8) + "****" + key.substr(key.size() - 4) : "****";
    return ApiError{401, "invalid_request_error", "", "Invalid API Key provided: " + shown, ""};
  }
  return std::nullopt;
}

ApiResult<Json> read_body(const Request& request, const std::vector<Param>& known) {
  if (!request.body.empty() && !request.header("content-type").starts_with("application/x-www-form-urlencoded")) {
    return invalid("", "Invalid request: bodies are application/x-www-form-urlencoded.");
  }
  const auto form = parse_form(http::form_decode(request.body));
  if (!form) return ApiFailure(form.error());
  return check_params(*form, known);
}

ApiResult<Json> read_query(const Request& request, const std::vector<Param>& known) {
  const auto form = parse_form({request.query.begin(), request.query.end()});
  if (!form) return ApiFailure(form.error());
  return check_params(*form, known);
}

// The rest of the path behind `prefix`, or nothing.
std::optional<std::string> behind(const std::string& path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  return path.substr(prefix.size());
}

ApiResult<Json> stored_object(World& world, const char* kind, const char* what, const std::string& id) {
  const auto access = world.state.read();
  const auto& all = access.root["stripe"][kind];
  if (!all.contains(id)) return no_such(what, id, "id");
  return all[id];
}

ApiResult<Json> list_events(World& world, const Json& params) {
  const auto type = params.value("type", std::string{});
  const auto since = params.value("/created/gte"_json_pointer, std::int64_t{0});
  const auto access = world.state.read();
  const auto& events = access.root["stripe"]["events"];  // oldest first
  return list_page({"event", "/v1/events", std::vector<Json>(events.rbegin(), events.rend()), [&](const Json& event) {
                      return (type.empty() || event["type"] == type) && event["created"].get<std::int64_t>() >= since;
                    }}, params);
}

ApiResult<Json> retrieve_event(World& world, const std::string& id) {
  const auto access = world.state.read();
  for (const Json& event : access.root["stripe"]["events"]) {
    if (event["id"] == id) return event;
  }
  return no_such("event", id, "id");
}

ApiFailure unrecognized(const Request& request, const std::string& path) {
  return ApiFailure(ApiError{404, "invalid_request_error", "",
                             "Unrecognized request URL (" + request.method + ": " + path +
                                 "). The sandbox knows checkout "
                                 "sessions and their pages, products, prices, coupons, payment methods, intents, charges, refunds, "
                                 "disputes and events.",
                             ""});
}

ApiResult<Json> get(World& world, const Request& request, const std::string& path) {
  using enum ParamType;
  static const std::vector<Param> kListed = {{"limit", kInteger},
                                             {"starting_after"},
                                             {"ending_before"},
                                             {"expand[]"},
                                             {"type"},
                                             {"types[]"},
                                             {"delivery_success", kBoolean},
                                             {"created.gte", kInteger},
                                             {"payment_intent"},
                                             {"charge"}};
  const auto params = read_query(request, kListed);
  if (!params) return ApiFailure(params.error());
  const auto expand = params->value("expand", std::vector<std::string>{});
  if (path == "/v1/checkout/sessions") return list_sessions(world, *params);
  if (auto id = behind(path, "/v1/checkout/sessions/")) {
    if (id->ends_with("/line_items")) return list_line_items(world, id->substr(0, id->size() - 11));
    return retrieve_session(world, *id, expand);
  }
  if (auto id = behind(path, "/v1/payment_pages/")) return retrieve_payment_page(world, *id);
  if (auto id = behind(path, "/v1/payment_intents/"))
    return stored_object(world, "payment_intents", "payment_intent", *id);
  if (auto id = behind(path, "/v1/charges/")) return stored_object(world, "charges", "charge", *id);
  if (path == "/v1/refunds") return list_refunds(world, *params);
  if (auto id = behind(path, "/v1/refunds/")) return retrieve_refund(world, *id);
  if (auto id = behind(path, "/v1/coupons/")) return retrieve_coupon(world, *id);
  if (path == "/v1/disputes") return list_disputes(world, *params);
  if (auto id = behind(path, "/v1/disputes/")) return stored_object(world, "disputes", "dispute", *id);
  if (path == "/v1/events") return list_events(world, *params);
  if (auto id = behind(path, "/v1/events/")) return retrieve_event(world, *id);
  return unrecognized(request, path);
}

const std::vector<Param>& expand_only() {
  static const std::vector<Param> params = {{"expand[]"}};
  return params;
}

ApiResult<Json> create_priced_session(World& world, const Json& params) {
  const auto priced = with_price_data(world, params);
  return priced ? create_session(world, *priced) : priced;
}

ApiResult<Json> expire_one(World& world, const std::string& id, const Json&) { return expire_session(world, id); }

// POST to a collection makes one of its objects.
struct Creation {
  std::string_view path;
  const std::vector<Param>& (*params)();
  ApiResult<Json> (*create)(World&, const Json&);
};
constexpr std::array kCreations = {Creation{"/v1/checkout/sessions", session_params, create_priced_session},
                                   Creation{"/v1/products", product_params, create_product},
                                   Creation{"/v1/prices", price_params, create_price},
                                   Creation{"/v1/payment_methods", payment_method_params, create_payment_method},
                                   Creation{"/v1/coupons", coupon_params, create_coupon},
                                   Creation{"/v1/refunds", refund_params, create_refund}};

// POST to <prefix><id><verb> does something with one object.
struct Deed {
  std::string_view prefix;
  std::string_view verb;
  const std::vector<Param>& (*params)();
  ApiResult<Json> (*perform)(World&, const std::string& id, const Json&);
};
constexpr std::array kDeeds = {Deed{"/v1/payment_pages/", "/confirm", confirmation_params, confirm_payment_page},
                               Deed{"/v1/checkout/sessions/", "/expire", expand_only, expire_one}};

ApiResult<Json> post(World& world, const Request& request, const std::string& path) {
  for (const auto& creation : kCreations) {
    if (path != creation.path) continue;
    const auto params = read_body(request, creation.params());
    return params ? creation.create(world, *params) : params;
  }
  for (const auto& deed : kDeeds) {
    const auto rest = behind(path, deed.prefix);
    if (!rest || !rest->ends_with(deed.verb)) continue;
    const auto params = read_body(request, deed.params());
    return params ? deed.perform(world, rest->substr(0, rest->size() - deed.verb.size()), *params) : params;
  }
  return unrecognized(request, path);
}

Response work(World& world, const Request& request, const std::string& path) {
  const auto result = request.method == "GET"    ? get(world, request, path)
                      : request.method == "POST" ? post(world, request, path)
                                                 : ApiResult<Json>(unrecognized(request, path));
  return result ? json_answer(200, *result, 2) : error_answer(result.error());
}

}  // namespace

Response answer_api(World& world, const Request& request, const std::function<void()>& before_work) {
  const std::string path = request.path.substr(std::string_view("/stripe").size());
  Response response;
  if (const auto refused = check_key(world, request)) {
    response = error_answer(*refused);
  } else {
    response = once(world, request, [&] {
      before_work();
      try {
        return work(world, request, path);
      } catch (const Json::exception&) {
        // A container where a value belongs: the form does not have the shape the API wants.
        return error_answer({400, "invalid_request_error", "parameter_invalid", "Invalid request parameters.", ""});
      }
    });
  }
  response.headers.emplace_back("Request-Id", "req_" + request.id);
  const std::string_view version = request.header("stripe-version");
  response.headers.emplace_back("Stripe-Version", version.empty() ? kApiVersion : std::string(version));
  if (const auto key = request.header("idempotency-key"); !key.empty() && request.method == "POST") {
    response.headers.emplace_back("Idempotency-Key", std::string(key));
  }
  return response;
}

Response fault_answer(int status) {
  if (status == 429) {
    Response response = error_answer({429, "invalid_request_error", "rate_limit",
                                      "Request rate limit exceeded. Learn more about rate limits here "
                                      "https://stripe.com/docs/rate-limits.",
                                      ""});
    response.headers.emplace_back("Stripe-Rate-Limited-Reason", "global-rate");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }
  return error_answer({500, "api_error", "", "Something went wrong on the sandbox's end (a switched-on fault).", ""});
}

}  // namespace sandbox::stripe
