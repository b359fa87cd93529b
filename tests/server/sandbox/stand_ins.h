#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "http/url.h"
#include "sandbox/services/sandbox.h"
#include "sandbox/services/signatures.h"

// The stand-ins without sockets and background work, with a clock that tests move.
class StandIns {
 public:
  explicit StandIns(std::string state_dir = {}) : sandbox_(config(std::move(state_dir)), [this] { return now_ms; }) {}

  static sandbox::Config config(std::string state_dir) {
    sandbox::Config config;
    config.public_url = "http://sandbox.test";
    config.shop_url = "http://127.0.0.1:1";
    config.stripe_secret_key = "sk_test_right";
    config.stripe_webhook_secret = "whsec_right";
    config.printful_token = "printful-token";
    config.printful_store_id = "77";
    config.printful_webhook_secret = "00ff10";
    config.printify_token = "printify-token";
    config.printify_shop_id = "88";
    config.printify_webhook_secret = "printify-secret";
    config.easypost_api_key = "EZTKright";
    config.easypost_webhook_secret = "easypost-secret";
    config.sendgrid_api_key = "SG.right";
    config.sendgrid_event_private_key = sandbox::new_event_key();
    config.state_dir = std::move(state_dir);
    config.ship_after_seconds = 8;
    return config;
  }

  http::Response send(http::Request request) {
    request.id = "request" + std::to_string(++requests_);
    return sandbox_.handle(request);
  }

  // A page a person opens, or a form that person sends.
  http::Response get(const std::string& path) { return send(request("GET", path)); }
  http::Response submit(const std::string& path, const http::FormFields& fields) {
    http::Request form = request("POST", path);
    form.headers["content-type"] = "application/x-www-form-urlencoded";
    form.body = http::form_encode(fields);
    return send(form);
  }

  http::Response stripe_get(const std::string& path, std::map<std::string, std::string, std::less<>> query = {}) {
    http::Request call = request("GET", "/stripe" + path);
    call.headers["authorization"] = "Bearer sk_test_right";
    call.query = std::move(query);
    return send(call);
  }
  http::Response stripe_post(const std::string& path, const http::FormFields& fields, const std::string& key = {}) {
    http::Request call = request("POST", "/stripe" + path);
    call.headers["authorization"] = "Bearer sk_test_right";
    call.headers["content-type"] = "application/x-www-form-urlencoded";
    if (!key.empty()) call.headers["idempotency-key"] = key;
    call.body = http::form_encode(fields);
    return send(call);
  }

  http::Response printful(const std::string& method, const std::string& path, const nlohmann::json& body = {},
                          std::map<std::string, std::string, std::less<>> query = {}) {
    http::Request call = request(method, "/printful" + path);
    call.headers = {{"authorization", "Bearer printful-token"}, {"x-pf-store-id", "77"}};
    call.query = std::move(query);
    if (!body.is_null()) call.body = body.dump();
    return send(call);
  }

  http::Response printify(const std::string& method, const std::string& path, const nlohmann::json& body = {},
                          std::map<std::string, std::string, std::less<>> query = {}) {
    http::Request call = request(method, "/printify/v1" + path);
    call.headers = {{"authorization", "Bearer printify-token"}, {"user-agent", "tests"}};
    call.query = std::move(query);
    if (!body.is_null()) call.body = body.dump();
    return send(call);
  }

  http::Response mail(const nlohmann::json& body) {
    http::Request call = request("POST", "/sendgrid/v3/mail/send");
    call.headers = {{"authorization", "Bearer SG.right"}, {"content-type", "application/json"}};
    call.body = body.dump();
    return send(call);
  }

  // Types of the webhooks that wait to be sent, oldest first.
  std::vector<std::string> waiting_webhooks() {
    const auto access = sandbox_.world().state.read();
    std::vector<std::string> types;
    for (const auto& entry : access.root["webhooks"]["queue"]) types.push_back(entry["payload"]["type"]);
    return types;
  }

  sandbox::World& world() { return sandbox_.world(); }

  std::int64_t now_ms = 1'795'000'000'000;

  static http::Request request(std::string method, std::string path) {
    http::Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    return request;
  }

 private:
  int requests_ = 0;
  sandbox::Sandbox sandbox_;
};

inline nlohmann::json json_of(const http::Response& response) { return nlohmann::json::parse(response.body); }

inline std::string header_of(const http::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}
