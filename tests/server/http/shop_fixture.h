#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/test_shop.h"
#include "http/shop.h"

namespace test {

// The shop with its doors: make_shop_handler over the in-memory twins.
struct ShopFixture : TestShop {
  http::Response get(const std::string& path, const std::map<std::string, std::string, std::less<>>& query = {}) {
    return handler({.method = "GET", .path = path, .query = query, .headers = {}, .body = "", .id = "r1"});
  }
  http::Response post(const std::string& path, const std::string& body,
                      const std::map<std::string, std::string, std::less<>>& headers = {}) {
    return handler({.method = "POST", .path = path, .query = {}, .headers = headers, .body = body, .id = "r1"});
  }

  http::Response remove(const std::string& path, const std::map<std::string, std::string, std::less<>>& headers) {
    return handler({.method = "DELETE", .path = path, .query = {}, .headers = headers, .body = "", .id = "r1"});
  }

  using Fields = std::vector<std::pair<std::string, std::string>>;
  Fields upload_fields() const {
    const auto request = good_upload();
    return {{"photo", std::string(request.photo)}, {"recipe", std::string(request.recipe_json)},
            {"scene", request.scene},              {"preview_sha256", request.preview_sha256},
            {"print_spec", request.print_spec}};
  }
  http::Response upload(const Fields& fields, const std::string& file_name = "pet.png", const std::string& path = "/api/upload") {
    std::string body;
    for (const auto& [name, value] : fields) {
      body += "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"";
      if (name == "photo") body += "; filename=\"" + file_name + "\"\r\nContent-Type: image/png";
      body += "\r\n\r\n" + value + "\r\n";
    }
    return post(path, body + "--edge--\r\n", {{"content-type", "multipart/form-data; boundary=edge"}});
  }
  static Fields with(Fields fields, const std::string& name, const std::string& value) {
    for (auto& field : fields) {
      if (field.first == name) field.second = value;
    }
    return fields;
  }
  static Fields without(Fields fields, const std::string& name) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    return fields;
  }

  static nlohmann::json cart_json(const domain::DesignId& design, const nlohmann::json& quantity = 1,
                                  const std::string& sku = "tee-white-m") {
    return {{"cart_id", kCartId},
            {"items", {{{"design_id", design.value}, {"variant_sku", sku}, {"quantity", quantity}}}}};
  }
  http::Response checkout(const nlohmann::json& cart) { return post("/api/create-checkout", cart.dump()); }

  http::Response webhook(const std::string& source, const std::string& event_id, const std::string& type,
                         const std::string& object) {
    const auto body = webhook_body(event_id, type, object);
    return post("/api/webhook/" + source, body, {{"signature", EchoVerifier::sign(body)}});
  }

  static std::string header(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }
  // Of a page that EchoTemplates rendered.
  static std::string template_of(const http::Response& response) {
    return response.body.substr(0, response.body.find('\n'));
  }
  static nlohmann::json context_of(const http::Response& response) {
    return nlohmann::json::parse(response.body.substr(response.body.find('\n') + 1));
  }

  EchoVerifier stripe{"stripe"};
  EchoVerifier printful{"printful"};
  base::Result<void> readiness;
  http::Pages pages{templates, wording(), clock, {},
                    {"https://shop.example", true, {"Maxine Muster", {"Museumstrasse 1"}, "", "hello@shop.example", "", ""}, ""}};
  EchoBatchVerifier sendgrid{"sendgrid"};
  http::Dependencies dependencies{services, pages, stripe, printful, sendgrid, [this] { return readiness; }};
  http::Handler handler = http::make_shop_handler(dependencies);
};

// The problem's body, after checking what holds for every error of the API.
inline nlohmann::json problem_of(const http::Response& response, int status) {
  if (response.status != status) {
    throw std::runtime_error("status " + std::to_string(response.status) + ": " + response.body);
  }
  if (response.content_type != "application/problem+json") throw std::runtime_error("not a problem: " + response.body);
  auto body = nlohmann::json::parse(response.body);
  if (body.at("status") != status || body.at("title").get<std::string>().empty() ||
      body.at("detail").get<std::string>().empty()) {
    throw std::runtime_error("an incomplete problem: " + response.body);
  }
  return body;
}

}  // namespace test
