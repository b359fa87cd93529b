#include "http/shop.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/designs/preview_keys.h"
#include "app/orders/order_link.h"
#include "http/shop_fixture.h"

using domain::OrderState;
using nlohmann::json;
using test::problem_of;
using test::ShopFixture;

namespace {

std::string field_of(const json& problem) { return problem.at("errors").at(0).at("field"); }

struct Shop : ShopFixture {
  // Checked out and paid on the hosted page; no webhook yet. The session's id.
  std::string pay_cart(const domain::DesignId& design) {
    REQUIRE(checkout(cart_json(design)).status == 200);
    payments.pay("cs_test_1", "edda@example.com", test::address());
    return "cs_test_1";
  }
  std::string order_query(const std::string& number) {
    return app::order_link_signature(signing_key(), number);
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "an order speaks the language of the page it was made on, English where we do not speak it") {
  const auto [asked, language] = GENERATE(table<std::string, domain::Language>(
      {{"de", domain::Language::kGerman}, {"fr, de;q=0.5", domain::Language::kGerman}, {"fr", domain::Language::kEnglish}, {"", domain::Language::kEnglish}}));
  const auto cart = cart_json(finished_design()).dump();
  REQUIRE(post("/api/create-checkout", cart, {{"accept-language", asked}}).status == 200);
  CHECK(only_order().language == language);
}

TEST_CASE_METHOD(Shop, "a picture that cannot be printed says why in the language of the page") {
  const auto uploaded = upload(with(upload_fields(), "preview_sha256", std::string(64, '0')));
  REQUIRE(uploaded.status == 202);
  run_all_jobs();
  const auto answer = handler({.method = "GET", .path = json::parse(uploaded.body)["status_url"], .query = {},
                               .headers = {{"accept-language", "de"}}, .body = "", .id = "r1"});
  CHECK(json::parse(answer.body)["reason"].get<std::string>().starts_with("Das Bild, das wir gemalt haben,"));
}

TEST_CASE_METHOD(Shop, "the page for no network is there in both languages, and no search engine lists it") {
  for (const auto& [path, language] : {std::pair{"/offline", "en"}, {"/de/offline", "de"}}) {
    const auto page = get(path);
    CHECK(page.status == 200);
    CHECK(template_of(page) == "offline");
    CHECK(context_of(page)["language"] == language);
    CHECK(context_of(page)["listed"] == false);
  }
}

TEST_CASE_METHOD(Shop, "from photo to shipped parcel, by HTTP alone") {
  const auto uploaded = upload(upload_fields());
  REQUIRE(uploaded.status == 202);
  const auto status_url = json::parse(uploaded.body)["status_url"].get<std::string>();
  CHECK(header(uploaded, "Location") == status_url);
  auto status = get(status_url);
  CHECK(json::parse(status.body)["status"] == "pending");
  CHECK(header(status, "Retry-After") == "1");
  run_all_jobs();
  status = get(status_url);
  CHECK(json::parse(status.body)["status"] == "complete");
  CHECK(header(status, "Retry-After").empty());
  const auto preview = get(json::parse(status.body)["preview_url"]);
  CHECK(preview.content_type == "image/png");
  CHECK(preview.body.substr(1, 3) == "PNG");
  const auto small = get(status_url + "/small.png");
  CHECK(small.content_type == "image/png");
  CHECK(small.body != preview.body);

  const domain::DesignId design{json::parse(uploaded.body)["id"]};
  pay_cart(design);
  REQUIRE(webhook("stripe", "evt_1", "checkout.session.completed", "cs_test_1").status == 200);
  run_all_jobs();
  const auto number = only_order().number;
  const auto external_id = domain::external_id_of(only_order().id);
  printer.ship(external_id, test::parcel("1"));
  REQUIRE(webhook("printful", "p_1", "shipment_sent", external_id).status == 200);
  run_all_jobs();
  CHECK(mailer.sent().size() == 3);

  const auto page = get("/orders/" + number, {{"t", order_query(number)}});
  REQUIRE(page.status == 200);
  CHECK(context_of(page)["state"] == "shipped");
  CHECK(context_of(page)["shipments"][0]["tracking_number"] == "TRACK-1");

  const auto file_url = printer.accepted().at(0).items.at(0).print_file_url;
  const auto print_file = get(file_url.substr(std::string("https://shop.example").size()));
  CHECK(print_file.status == 200);
  CHECK(print_file.content_type == "image/png");
}

TEST_CASE_METHOD(Shop, "a file that is no photo is refused, whatever its name says") {
  const auto [name, bytes] = GENERATE(table<std::string, std::string>({
      {"pet.png", "good morning"},
      {"pet.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"},
      {"pet.png", "<!doctype html><script>alert(1)</script>"},
      {"../../etc/passwd", "root:x:0:0"},
  }));
  const auto problem = problem_of(upload(with(upload_fields(), "photo", bytes), name), 415);
  CHECK(field_of(problem) == "photo");
  CHECK(storage.objects().empty());
  CHECK(database.snapshot().designs.empty());
}

TEST_CASE_METHOD(Shop, "an upload with a missing or wrong field is refused by name and leaves nothing") {
  const auto [field, value] = GENERATE(table<std::string, std::string>({
      {"photo", ""},
      {"recipe", R"({"version":1,"oval":{"cx":1.5,"cy":0.5,"rx":0.2,"ry":0.2}})"},
      {"recipe", R"({"version":1,"oval":{"cx":NaN,"cy":0.5,"rx":0.2,"ry":0.2}})"},
      {"recipe", "null"},
      {"scene", "mona-lisa"},
      {"preview_sha256", "none"},
      {"print_spec", "mug"},
  }));
  INFO(field << " = " << value);
  CHECK(field_of(problem_of(upload(with(upload_fields(), field, value)), 400)) == field);
  CHECK(storage.objects().empty());
  CHECK(database.snapshot().jobs.empty());
}

TEST_CASE_METHOD(Shop, "photo, recipe and preview hash are required, scene and product have defaults") {
  for (const auto* name : {"photo", "recipe", "preview_sha256"}) {
    CHECK(field_of(problem_of(upload(without(upload_fields(), name)), 400)) == name);
  }
  CHECK(upload(without(without(upload_fields(), "scene"), "print_spec")).status == 202);
}

TEST_CASE_METHOD(Shop, "a body that is no form is refused") {
  problem_of(post("/api/upload", "{}", {{"content-type", "application/json"}}), 415);
  problem_of(post("/api/upload", "--edge\r\nhalf", {{"content-type", "multipart/form-data; boundary=edge"}}), 400);
  problem_of(post("/api/upload", ""), 415);
}

TEST_CASE_METHOD(Shop, "a design from before there were small previews is shown by its whole one") {
  const auto id = finished_design();
  const std::string address = "/api/designs/" + id.value;
  REQUIRE(get(address + "/small.png").body != get(address + "/preview.png").body);
  REQUIRE(storage.remove(app::small_preview_key_of(id)));
  CHECK(get(address + "/small.png").body == get(address + "/preview.png").body);
}

TEST_CASE_METHOD(Shop, "a design that is called off is not made, and its photo is deleted") {
  const auto uploaded = json::parse(upload(upload_fields()).body);
  const auto address = uploaded["status_url"].get<std::string>();
  CHECK(remove(address, {}).status == 204);
  run_all_jobs();
  CHECK(json::parse(get(address).body)["status"] == "rejected");
  CHECK(storage.objects().empty());
  problem_of(get(address + "/small.png"), 404);
}

TEST_CASE_METHOD(Shop, "a photo that is rejected later says why at its status address") {
  const auto uploaded = json::parse(upload(with(upload_fields(), "preview_sha256", std::string(64, 'a'))).body);
  run_all_jobs();
  const auto status = json::parse(get(uploaded["status_url"]).body);
  CHECK(status["status"] == "rejected");
  CHECK_FALSE(status["reason"].get<std::string>().empty());
  CHECK_FALSE(status.contains("preview_url"));
  problem_of(get(uploaded["status_url"].get<std::string>() + "/preview.png"), 404);
}

TEST_CASE_METHOD(Shop, "a status that did not change is not sent again") {
  const auto path = "/api/designs/" + finished_design().value;
  const auto etag = header(get(path), "ETag");
  const auto again = handler({.method = "GET", .path = path, .query = {}, .headers = {{"if-none-match", etag}},
                              .body = "", .id = ""});
  CHECK(again.status == 304);
  CHECK(again.body.empty());
}

TEST_CASE_METHOD(Shop, "a quantity that is no whole number from 1 to 20 is refused") {
  const auto design = finished_design();
  const auto quantity = GENERATE(as<std::string>{}, "0", "-1", "21", "10000", "1.5", "1e2", "\"2\"", "null", "true",
                                 "99999999999999999999", "-99999999999999999999", "4294967297");
  INFO(quantity);
  const auto problem = problem_of(checkout(cart_json(design, json::parse(quantity))), 400);
  CHECK(field_of(problem) == "items[0].quantity");
  CHECK(database.snapshot().orders.empty());
}

TEST_CASE_METHOD(Shop, "a malformed cart is refused by name and leaves no order") {
  const auto design = finished_design();
  CHECK(field_of(problem_of(checkout(cart_json(design, 1, "mug")), 400)) == "items[0].variant_sku");
  CHECK(field_of(problem_of(checkout(cart_json({"nobody's"})), 400)) == "items[0].design_id");
  CHECK(field_of(problem_of(checkout({{"cart_id", 7}, {"items", json::array()}}), 400)) == "cart_id");
  CHECK(field_of(problem_of(checkout({{"cart_id", "x"}, {"items", json::array()}}), 400)) == "cart_id");
  CHECK(field_of(problem_of(checkout({{"cart_id", test::kCartId}, {"items", json::array()}}), 400)) == "items");
  CHECK(field_of(problem_of(checkout({{"cart_id", test::kCartId}, {"items", "all"}}), 400)) == "items");
  CHECK(field_of(problem_of(checkout({{"cart_id", test::kCartId}, {"items", {1}}}), 400)) == "items[0]");
  for (const auto* body : {"", "{", "[]", "null", "\xff"}) problem_of(post("/api/create-checkout", body), 400);
  CHECK(database.snapshot().orders.empty());
}

TEST_CASE_METHOD(Shop, "a price in the request is not looked at") {
  auto cart = cart_json(finished_design());
  cart["items"][0]["unit_price_minor"] = 1;
  cart["total_minor"] = 1;
  REQUIRE(checkout(cart).status == 200);
  CHECK(only_order().total_minor == 3399);
}

TEST_CASE_METHOD(Shop, "a second click on pay gives the same answer") {
  const auto cart = cart_json(finished_design());
  const auto first = checkout(cart);
  CHECK(checkout(cart).body == first.body);
  CHECK(database.snapshot().orders.size() == 1);
}

TEST_CASE_METHOD(Shop, "paying after going back from a paid order is refused with the way to the order") {
  const auto design = finished_design();
  pay_cart(design);
  REQUIRE(get("/thank-you", {{"session_id", "cs_test_1"}}).status == 200);
  const auto problem = problem_of(checkout(cart_json(design)), 409);
  const auto number = only_order().number;
  CHECK(problem["order_url"] == app::order_link("https://shop.example", signing_key(), number, domain::Language::kEnglish));
}

TEST_CASE_METHOD(Shop, "only a paid cart's conflict has a way to an order") {
  const auto pending = json::parse(upload(upload_fields()).body)["id"].get<std::string>();
  CHECK_FALSE(problem_of(checkout(cart_json({pending})), 409).contains("order_url"));
}

TEST_CASE_METHOD(Shop, "a payment service that is down is a 503 that says when to come again") {
  const auto design = finished_design();
  payments.errors_before.push({base::ErrorCode::kUnavailable, "Paying is not possible right now.", "sk_test_hidden", {}});
  const auto response = checkout(cart_json(design));
  CHECK(problem_of(response, 503)["detail"] == "Paying is not possible right now.");
  CHECK_FALSE(header(response, "Retry-After").empty());
  CHECK(response.body.find("hidden") == std::string::npos);
  CHECK(checkout(cart_json(design)).status == 200);
}

TEST_CASE_METHOD(Shop, "a forged webhook is refused with 400 and stored nowhere") {
  const auto source = GENERATE(as<std::string>{}, "stripe", "printful");
  const auto body = test::webhook_body("evt_1", "checkout.session.completed", "cs_test_1");
  const auto path = "/api/webhook/" + source;
  problem_of(post(path, body), 400);
  problem_of(post(path, body + "\n", {{"signature", test::EchoVerifier::sign(body)}}), 400);
  const auto refused = post(path, body, {{"signature", "AAAA"}});
  problem_of(refused, 400);
  CHECK(refused.body.find("HMAC") == std::string::npos);
  CHECK(database.snapshot().inbox.empty());
}

TEST_CASE_METHOD(Shop, "webhooks and the return page in any order, with repetitions, give the same end") {
  std::vector<int> order = {0, 1, 2, 3};
  do {
    Shop shop;
    const auto session = shop.pay_cart(shop.finished_design());
    for (const int what : order) {
      if (what == 0) shop.get("/thank-you", {{"session_id", session}});
      if (what == 1) shop.webhook("stripe", "evt_1", "checkout.session.completed", session);
      if (what == 2) shop.webhook("stripe", "evt_1", "checkout.session.completed", session);
      if (what == 3) shop.webhook("stripe", "evt_2", "checkout.session.async_payment_succeeded", session);
      shop.run_ready_jobs();
    }
    CHECK(shop.only_order().state == OrderState::kInProduction);
    CHECK(shop.printer.accepted().size() == 1);
    CHECK(shop.mailer.sent().size() == 2);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE_METHOD(Shop, "lost answers of the payment service and the printer double nothing") {
  const auto design = finished_design();
  payments.errors_after.push(base::ErrorCode::kUnavailable);
  problem_of(checkout(cart_json(design)), 503);
  pay_cart(design);
  printer.errors_after.push(base::ErrorCode::kUnavailable);
  webhook("stripe", "evt_1", "checkout.session.completed", "cs_test_1");
  run_all_jobs();
  CHECK(only_order().state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
  CHECK(mailer.sent().size() == 2);
}

TEST_CASE_METHOD(Shop, "the return page thanks, waits, or leads to the order that was not paid") {
  const auto session = pay_cart(finished_design());
  SECTION("paid") {
    const auto page = get("/thank-you", {{"session_id", session}});
    CHECK(template_of(page) == "thank_you");
    CHECK(context_of(page)["paid"] == true);
    CHECK(context_of(page)["begins"] == true);
    CHECK(context_of(page)["email"] == "edda@example.com");
    CHECK(header(page, "Referrer-Policy") == "no-referrer");
  }
  SECTION("a slow payment") {
    payments.edit(session, [](auto& edited) { edited.payment = ports::PaymentStatus::kUnpaid; });
    CHECK(context_of(get("/thank-you", {{"session_id", session}}))["paid"] == false);
  }
  SECTION("expired") {
    payments.edit(session, [](auto& edited) {
      edited.status = ports::SessionStatus::kExpired;
      edited.payment = ports::PaymentStatus::kUnpaid;
    });
    const auto page = get("/thank-you", {{"session_id", session}});
    CHECK(page.status == 303);
    CHECK(header(page, "Location").find("/orders/" + only_order().number + "?t=") != std::string::npos);
  }
  SECTION("unknown, missing, or not to be asked right now") {
    CHECK(get("/thank-you", {{"session_id", "cs_unknown"}}).status == 404);
    CHECK(get("/thank-you").status == 400);
    payments.errors_before.push(base::ErrorCode::kUnavailable);
    const auto page = get("/thank-you", {{"session_id", session}});
    CHECK(page.status == 503);
    CHECK(context_of(page)["detail"].get<std::string>().find("no need to pay again") != std::string::npos);
  }
}

TEST_CASE_METHOD(Shop, "an order's page needs its signed link and stays out of caches and referers") {
  const auto number = order(paid_order()).number;
  const auto page = get("/orders/" + number, {{"t", order_query(number)}});
  CHECK(page.status == 200);
  CHECK(header(page, "Cache-Control") == "private, no-store");
  CHECK(header(page, "Referrer-Policy") == "no-referrer");
  const auto unsigned_page = get("/orders/" + number);
  const auto forged = get("/orders/" + number, {{"t", order_query("PP-00000000")}});
  const auto unknown = get("/orders/PP-00000000", {{"t", order_query("PP-00000000")}});
  for (const auto& refused : {unsigned_page, forged, unknown}) {
    CHECK(refused.status == 404);
    CHECK(refused.body == unknown.body);
    CHECK(template_of(refused) == "error");
  }
}

TEST_CASE_METHOD(Shop, "a print file needs its token and its own name") {
  finished_design();
  const auto file = database.snapshot().print_files.at(0);
  CHECK(get("/print/" + file.token + "/" + file.sha256 + ".png").status == 200);
  CHECK(get("/print/" + file.token + "/" + std::string(64, 'a') + ".png").status == 404);
  CHECK(get("/print/AAAAAAAAAAAAAAAAAAAAAA/" + file.sha256 + ".png").status == 404);
}

TEST_CASE_METHOD(Shop, "the pages that need no order are there") {
  for (const auto* path : {"/", "/products", "/products/tee", "/products/hat", "/studio", "/cart", "/imprint", "/privacy", "/terms",
                           "/shipping", "/returns"}) {
    INFO(path);
    const auto page = get(path);
    CHECK(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
  }
  const auto landing = context_of(get("/"));
  CHECK(landing["products"].size() == 3);
  CHECK(landing["products"][0]["price"] == "$29.00");
  CHECK(landing["products"][1]["price"] == "from $49.00");
}

TEST_CASE_METHOD(Shop, "every page speaks German under /de, with amounts as Germans write them") {
  for (const auto* path : {"/de", "/de/", "/de/studio", "/de/cart", "/de/privacy", "/de/terms", "/de/shipping"}) {
    INFO(path);
    const auto context = context_of(get(path));
    CHECK(context["language"] == "de");
    CHECK(context["home"] == "/de");
  }
  const auto landing = context_of(get("/de/"));
  CHECK(landing["page_title"] == "Picasso Pet – dein Tier im „Schrei“");
  CHECK(landing["canonical_url"] == "https://shop.example/de/");
  CHECK(landing["products"][1]["name"] == "Unisex-Hoodie");
  CHECK(landing["products"][1]["price"] == "ab 49,00\u00a0$");
  CHECK(landing["products"][0]["colors"][1]["color"] == "Schwarz");
  CHECK(landing["products"][0]["studio_url"] == "/de/studio?product=tee");
  const auto lost = get("/de/nothing");
  CHECK(lost.status == 404);
  CHECK(context_of(lost)["heading"] == "Hier ist nichts");
  CHECK(get("/dekor").status == 404);
  CHECK(get("/de/api/products").status == 404);
}

TEST_CASE_METHOD(Shop, "each page names itself in both languages, one that is somebody's own in none") {
  const auto cart = context_of(get("/de/cart"));
  CHECK(cart["listed"] == true);
  CHECK(cart["default_url"] == "https://shop.example/cart");
  CHECK(cart["languages"] == json::parse(R"([
    {"code":"en","name":"English","url":"https://shop.example/cart","path":"/cart","current":false},
    {"code":"de","name":"Deutsch","url":"https://shop.example/de/cart","path":"/de/cart","current":true}])"));
  const auto number = order(paid_order()).number;
  const auto page = context_of(get("/de/orders/" + number, {{"t", order_query(number)}}));
  CHECK(page["listed"] == false);
  CHECK(page["state_label"] == "Bezahlt");
  CHECK(page["languages"][0]["path"] == "/orders/" + number + "?t=" + order_query(number));
}

TEST_CASE_METHOD(Shop, "the API answers in the first language of Accept-Language that the shop speaks") {
  const auto [header_value, name] = GENERATE(table<std::string, std::string>({
      {"de", "Unisex-T-Shirt"},
      {"fr, de-CH;q=0.8, en;q=0.5", "Unisex-T-Shirt"},
      {"en-GB,de;q=0.1", "Unisex tee"},
      {"ja", "Unisex tee"},
      {"", "Unisex tee"},
  }));
  const auto response = handler({.method = "GET", .path = "/api/products", .query = {},
                                 .headers = {{"accept-language", header_value}}, .body = "", .id = ""});
  CHECK(json::parse(response.body)["products"][0]["name"] == name);
  CHECK(header(response, "Vary") == "Accept-Language");
}

TEST_CASE_METHOD(Shop, "an unknown address is a problem for programs and a page for people") {
  problem_of(get("/api/nothing"), 404);
  problem_of(get("/api/upload"), 405);
  const auto page = get("/nothing");
  CHECK(page.status == 404);
  CHECK(template_of(page) == "error");
}

TEST_CASE_METHOD(Shop, "a database that is down is a page that asks for patience") {
  database.errors_before.push(base::ErrorCode::kUnavailable);
  const auto page = get("/");
  CHECK(page.status == 503);
  CHECK(template_of(page) == "error");
}

TEST_CASE_METHOD(Shop, "readiness follows what serving needs, the process lives all the same") {
  CHECK(get("/readyz").status == 200);
  readiness = base::fail(base::ErrorCode::kUnavailable, "Shutting down.");
  CHECK(get("/readyz").status == 503);
  CHECK(get("/healthz").status == 200);
}

TEST_CASE_METHOD(Shop, "every request is measured under its pattern") {
  get("/orders/PP-1");
  get("/orders/PP-2");
  CHECK(metrics.observations(R"(picasso_http_request_seconds{route="/orders/{number}",status="404"})") == 2);
}

TEST_CASE_METHOD(Shop, "a product's page tells people and search engines the same") {
  const auto page = context_of(get("/products/hoodie"));
  CHECK(page["name"] == "Unisex hoodie");
  CHECK(page["size_chart"].size() == 5);
  CHECK(page["shipping"] == "$4.99");
  const auto graph = json::parse(page["structured_data"].get<std::string>())["@graph"];
  CHECK(graph[0]["@type"] == "Product");
  CHECK(graph[0]["offers"]["@type"] == "AggregateOffer");
  CHECK(graph[0]["offers"]["lowPrice"] == "49.00");
  CHECK(graph[0]["offers"]["highPrice"] == "51.00");
  CHECK_FALSE(graph[0]["offers"]["shippingDetails"].contains("shippingRate"));  // the printer's, known when the cart is
  CHECK(graph[1]["itemListElement"].size() == 3);
  const auto tee = json::parse(context_of(get("/de/products/tee"))["structured_data"].get<std::string>())["@graph"];
  CHECK(tee[0]["name"] == "Unisex-T-Shirt");
  CHECK(tee[0]["offers"]["price"] == "29.00");
  CHECK(tee[0]["url"] == "https://shop.example/de/products/tee");
  CHECK(get("/products/mug").status == 404);
}

TEST_CASE_METHOD(Shop, "search engines find every public page in both languages, and nobody's own") {
  const auto sitemap = get("/sitemap.xml");
  CHECK(sitemap.content_type == "application/xml; charset=utf-8");
  for (const auto* path : {"/", "/de/products/hat", "/imprint"}) {
    CHECK(sitemap.body.find("<loc>https://shop.example" + std::string(path) + "</loc>") != std::string::npos);
  }
  CHECK(sitemap.body.find("/orders") == std::string::npos);
  const auto robots = get("/robots.txt").body;
  CHECK(robots.find("Disallow: /orders/") != std::string::npos);
  CHECK(robots.find("Sitemap: https://shop.example/sitemap.xml") != std::string::npos);
}

TEST_CASE_METHOD(Shop, "countries are told by name, in the language's order") {
  const auto countries = context_of(get("/de/shipping"))["countries"];
  CHECK(countries.size() == 23);
  CHECK(countries[0]["name"] == "Australien");
  const auto position = [&](const std::string& code) {
    return std::find_if(countries.begin(), countries.end(), [&](const auto& c) { return c["code"] == code; }) -
           countries.begin();
  };
  CHECK(position("AT") < position("PL"));
}
