#include "http/openapi.h"

#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "http/json_schema.h"
#include "http/shop_fixture.h"

using nlohmann::json;
using test::ShopFixture;

namespace {

struct Contract : ShopFixture {
  json document = json::parse(http::openapi_document());
  test::OpenApiSchemas schemas{document};

  // The document lists this answer of the operation, with this type, and its body fits the schema.
  void require_documented(const std::string& method, const std::string& pattern, const http::Response& response) {
    INFO(method << " " << pattern << " " << response.status << " " << response.body.substr(0, 300));
    const auto& responses = document.at("paths").at(pattern).at(method).at("responses");
    REQUIRE(responses.contains(std::to_string(response.status)));
    if (response.status == 204) {
      CHECK(response.body.empty());
      return;
    }
    const auto& content = responses.at(std::to_string(response.status)).at("content");
    const auto type = response.content_type.substr(0, response.content_type.find(';'));
    REQUIRE(content.contains(type));
    if (type.ends_with("json")) CHECK(schemas.fault(content.at(type).at("schema"), json::parse(response.body)) == "");
  }
};

}  // namespace

TEST_CASE_METHOD(Contract, "the document lists exactly the API and operations that the router serves") {
  std::set<std::string> served;
  const auto router = http::make_router(dependencies);
  for (const auto& route : router.routes()) {
    const std::string path(route.pattern);
    const bool is_page = !path.starts_with("/api/") && !std::set<std::string>{"/healthz", "/readyz", "/metrics",
                                                                              "/openapi.json"}.contains(path);
    std::string method(route.method);
    for (char& c : method) c = static_cast<char>(std::tolower(c));
    if (!is_page) served.insert(method + " " + path);
  }
  std::set<std::string> documented;
  for (const auto& [path, item] : document.at("paths").items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method != "parameters") documented.insert(method + " " + path);
    }
  }
  CHECK(documented == served);
}

TEST_CASE_METHOD(Contract, "every reference of the document leads somewhere, and each operation has its own id") {
  std::set<std::string> ids;
  for (const auto& [path, item] : document.at("paths").items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method != "parameters") CHECK(ids.insert(operation.at("operationId")).second);
    }
  }
  const json flat = document.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (!pointer.ends_with("/$ref")) continue;
    CHECK(document.contains(json::json_pointer(value.get<std::string>().substr(1))));
  }
}

TEST_CASE_METHOD(Contract, "answers that go well fit the document") {
  require_documented("get", "/api/products", get("/api/products"));
  const auto uploaded = upload(upload_fields());
  require_documented("post", "/api/upload", uploaded);
  const auto id = json::parse(uploaded.body)["id"].get<std::string>();
  require_documented("get", "/api/designs/{id}", get("/api/designs/" + id));
  const auto unwanted = json::parse(upload(upload_fields()).body)["id"].get<std::string>();
  require_documented("delete", "/api/designs/{id}", remove("/api/designs/" + unwanted, {}));
  run_all_jobs();
  require_documented("get", "/api/designs/{id}", get("/api/designs/" + id));
  require_documented("get", "/api/designs/{id}/preview.png", get("/api/designs/" + id + "/preview.png"));
  require_documented("get", "/api/designs/{id}/small.png", get("/api/designs/" + id + "/small.png"));
  require_documented("post", "/api/cart/quote", post("/api/cart/quote", cart_json({id}).dump()));
  auto asked = cart_json({id});
  asked.update({{"promotion_code", "NOBODY"}, {"country", "DE"}, {"cart_id", nullptr}});
  require_documented("post", "/api/cart/quote", post("/api/cart/quote", asked.dump()));
  require_documented("post", "/api/create-checkout", checkout(cart_json({id})));
  require_documented("post", "/api/webhook/stripe", webhook("stripe", "1", "a", "b"));
  require_documented("post", "/api/webhook/printful", webhook("printful", "1", "a", "b"));
  for (const auto* path : {"/healthz", "/readyz", "/metrics", "/openapi.json"}) {
    require_documented("get", path, get(path));
  }
}

TEST_CASE_METHOD(Contract, "previews and shared pictures fit the document") {
  const auto preview = upload(upload_fields(), "pet.png", "/api/previews");
  require_documented("post", "/api/previews", preview);
  CHECK(header(preview, "Preview-SHA256") == good_upload().preview_sha256);
  CHECK(header(preview, "Cache-Control") == "private, no-store");
  require_documented("post", "/api/previews", upload(with(upload_fields(), "photo", "GIF89a"), "pet.gif", "/api/previews"));
  const auto slots = std::array{services.preview_slots->take(), services.preview_slots->take()};
  const auto busy = upload(upload_fields(), "pet.png", "/api/previews");
  CHECK(busy.status == 429);
  CHECK_FALSE(header(busy, "Retry-After").empty());
  require_documented("post", "/api/previews", busy);

  auto fields = upload_fields();
  fields.emplace_back("variant_sku", "hat-black");
  fields.emplace_back("quantity", "3");
  const auto created = upload(fields, "pet.png", "/api/shares");
  require_documented("post", "/api/shares", created);
  const auto made = json::parse(created.body);
  const auto path = "/api/shares/" + made["id"].get<std::string>();
  CHECK(made["url"] == "https://shop.example/studio?design=" + made["id"].get<std::string>());
  CHECK(header(created, "Location") == path);
  const auto opened = get(path);
  require_documented("get", "/api/shares/{id}", opened);
  CHECK(json::parse(opened.body)["quantity"] == 3);
  CHECK(header(opened, "X-Robots-Tag") == "noindex, nofollow");
  const auto photo = get(path + "/photo");
  require_documented("get", "/api/shares/{id}/photo", photo);
  CHECK(photo.body == good_upload().photo);
  CHECK(header(photo, "Cache-Control") == "private, no-store");
  CHECK(header(photo, "Content-Disposition") == "attachment");
  require_documented("delete", "/api/shares/{id}", remove(path, {}));
  require_documented("delete", "/api/shares/{id}", remove(path, {{"share-secret", made["secret"]}}));
  require_documented("get", "/api/shares/{id}", get(path));
  require_documented("get", "/api/shares/{id}/photo", get(path + "/photo"));
  require_documented("delete", "/api/shares/{id}", remove("/api/shares/nobody", {}));
  require_documented("post", "/api/shares", upload(with(fields, "quantity", "two"), "pet.png", "/api/shares"));
  require_documented("post", "/api/shares", upload(with(fields, "variant_sku", "mug"), "pet.png", "/api/shares"));
}

TEST_CASE_METHOD(Contract, "answers that go wrong fit the document") {
  require_documented("post", "/api/upload", upload(with(upload_fields(), "photo", "GIF89a")));
  require_documented("post", "/api/upload", upload(with(upload_fields(), "recipe", "{}")));
  require_documented("get", "/api/designs/{id}", get("/api/designs/nobody"));
  require_documented("get", "/api/designs/{id}/preview.png", get("/api/designs/nobody/preview.png"));
  require_documented("get", "/api/designs/{id}/small.png", get("/api/designs/nobody/small.png"));
  require_documented("delete", "/api/designs/{id}", remove("/api/designs/nobody", {}));
  require_documented("delete", "/api/designs/{id}", remove("/api/designs/" + finished_design().value, {}));
  require_documented("post", "/api/create-checkout", post("/api/create-checkout", "{}"));
  require_documented("post", "/api/cart/quote", post("/api/cart/quote", "{}"));
  auto expecting = cart_json(finished_design());
  expecting["expected_total_minor"] = 1;
  require_documented("post", "/api/create-checkout", checkout(expecting));
  expecting["country"] = "DE";
  require_documented("post", "/api/create-checkout", checkout(expecting));
  require_documented("post", "/api/webhook/stripe", post("/api/webhook/stripe", "{}"));
  require_documented("post", "/api/webhook/printful", post("/api/webhook/printful", "{}"));
  for (const auto* path : {"/api/webhook/printify", "/api/webhook/easypost"}) require_documented("post", path, post(path, "{}"));
  readiness = base::fail(base::ErrorCode::kUnavailable, "Shutting down.");
  require_documented("get", "/readyz", get("/readyz"));
}

TEST_CASE_METHOD(Contract, "a part that does not answer gives the documented 503") {
  const auto design = finished_design();
  const auto fail = [&] { database.errors_before.push(base::ErrorCode::kUnavailable); };
  fail();
  require_documented("get", "/api/products", get("/api/products"));
  fail();
  require_documented("get", "/api/designs/{id}", get("/api/designs/" + design.value));
  fail();
  require_documented("get", "/api/designs/{id}/preview.png", get("/api/designs/" + design.value + "/preview.png"));
  fail();
  require_documented("get", "/api/designs/{id}/small.png", get("/api/designs/" + design.value + "/small.png"));
  fail();
  require_documented("delete", "/api/designs/{id}", remove("/api/designs/" + design.value, {}));
  fail();
  require_documented("post", "/api/upload", upload(upload_fields()));
  fail();
  require_documented("post", "/api/create-checkout", checkout(cart_json(design)));
  fail();
  require_documented("post", "/api/cart/quote", post("/api/cart/quote", cart_json(design).dump()));
  fail();
  require_documented("post", "/api/webhook/stripe", webhook("stripe", "1", "a", "b"));
}

TEST_CASE_METHOD(Contract, "a paid cart's conflict and a rejected design fit the document") {
  const auto design = finished_design();
  paid_session({{design, "tee-white-m", 1}});
  REQUIRE(webhook("stripe", "evt_1", "checkout.session.completed", "cs_test_1").status == 200);
  run_all_jobs();
  const auto conflict = checkout(cart_json(design));
  REQUIRE(conflict.status == 409);
  require_documented("post", "/api/create-checkout", conflict);
  const auto rejected = json::parse(upload(with(upload_fields(), "preview_sha256", std::string(64, 'a'))).body);
  run_all_jobs();
  const auto answer = get("/api/designs/" + rejected["id"].get<std::string>());
  CHECK(json::parse(answer.body).contains("reason"));
  require_documented("get", "/api/designs/{id}", answer);
}

TEST_CASE("the schema check itself notices what does not fit") {
  const json document = {{"components", {{"schemas", {{"Id", {{"type", "string"}, {"pattern", "^[a-f]+$"}}}}}}}};
  const test::OpenApiSchemas schemas(document);
  const json schema = {{"type", "object"},
                       {"required", {"id"}},
                       {"additionalProperties", false},
                       {"properties",
                        {{"id", {{"$ref", "#/components/schemas/Id"}}},
                         {"count", {{"type", "integer"}, {"minimum", 1}}},
                         {"state", {{"enum", {"on", "off"}}}},
                         {"list", {{"type", "array"}, {"items", {{"type", "boolean"}}}}}}}};
  CHECK(schemas.fault(schema, {{"id", "abc"}, {"count", 2}, {"state", "on"}, {"list", {true}}}) == "");
  for (const json& wrong : {json::array(), json::object(), json{{"id", 7}}, json{{"id", "xyz"}},
                            json{{"id", "a"}, {"count", 0}}, json{{"id", "a"}, {"count", 1.5}},
                            json{{"id", "a"}, {"state", "up"}}, json{{"id", "a"}, {"list", {1}}},
                            json{{"id", "a"}, {"more", 1}}}) {
    CHECK(schemas.fault(schema, wrong) != "");
  }
}
