// The cart's prices over HTTP.
#include <catch2/catch.hpp>

#include "http/shop_fixture.h"

using nlohmann::json;
using test::problem_of;
using test::ShopFixture;

namespace {

struct Shop : ShopFixture {
  Shop() {
    domain::Promotion promotion;
    promotion.code = "PETS10";
    promotion.percent_off = 10;
    insert(promotion);
  }
  void insert(const domain::Promotion& promotion) {
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.promotions().insert(promotion);
      return {};
    }));
  }
  json cart(const json& changes = json::object()) {
    json made = cart_json(design, 2);
    made.update(changes);
    return made;
  }
  http::Response quote(const json& body) { return post("/api/cart/quote", body.dump()); }

  domain::DesignId design = finished_design();
};

}  // namespace

TEST_CASE_METHOD(Shop, "a quote says each line, the sums and what the code gives") {
  const auto answer = quote(cart({{"promotion_code", "pets10"}, {"country", "DE"}}));
  REQUIRE(answer.status == 200);
  const auto body = json::parse(answer.body);
  CHECK(body["lines"][0]["amount_minor"] == 5800);
  CHECK(body["lines"][0]["design_id"] == design.value);
  CHECK(body["subtotal_minor"] == 5800);
  CHECK(body["discount_minor"] == 580);
  CHECK(body["shipping_minor"] == 499);
  CHECK(body["total_minor"] == 5719);
  CHECK(body["promotion"] == json{{"code", "PETS10"}, {"description", "10% off"}});
  CHECK(body["promotion_problem"].is_null());
}

TEST_CASE_METHOD(Shop, "a quote needs items only, and says in words why a code gives nothing") {
  auto items_only = cart({{"promotion_code", "nobody"}, {"email", nullptr}});
  items_only.erase("cart_id");
  const auto body = json::parse(quote(items_only).body);
  CHECK(body["promotion_problem"] == "We do not know this code.");
  CHECK(body["promotion_problem_code"] == "unknown");
  CHECK(body["shipping_minor"].is_null());
  CHECK(body["total_minor"] == 5800);
}

TEST_CASE_METHOD(Shop, "why a code gives nothing is said in the buyer's language") {
  const auto answer = post("/api/cart/quote", cart({{"promotion_code", "nobody"}}).dump(), {{"accept-language", "de"}});
  CHECK(json::parse(answer.body)["promotion_problem"] == "Diesen Code kennen wir nicht.");
  CHECK(json::parse(answer.body)["lines"][0]["name"] == "Unisex-T-Shirt");
}

TEST_CASE_METHOD(Shop, "what a code gives is said in the buyer's language, by the owner's words or by itself") {
  domain::Promotion five;
  five.code = "FIVE";
  five.amount_off = base::Money{500, "USD"};
  insert(five);
  five.code = "FRIENDS";
  five.description = "For your friends";
  insert(five);
  five.code = "AMIS";
  five.translations = {{domain::Language::kGerman, "Für deine Freunde"}};
  insert(five);
  const auto described = [&](const char* code, const char* language) {
    const auto answer = post("/api/cart/quote", cart({{"promotion_code", code}}).dump(), {{"accept-language", language}});
    return json::parse(answer.body)["promotion"]["description"].get<std::string>();
  };
  CHECK(described("PETS10", "de") == "10 % Rabatt");
  CHECK(described("FIVE", "en") == "$5.00 off");
  CHECK(described("FIVE", "de") == "5,00\u00a0$ Rabatt");
  CHECK(described("FRIENDS", "de") == "For your friends");
  CHECK(described("AMIS", "en") == "For your friends");
  CHECK(described("AMIS", "de") == "Für deine Freunde");
}

TEST_CASE_METHOD(Shop, "a quote's member of the wrong type is refused by name") {
  const auto [field, value] = GENERATE(table<std::string, json>({{"promotion_code", 5},
                                                                 {"email", json::array()},
                                                                 {"country", true},
                                                                 {"cart_id", 7},
                                                                 {"items", "none"},
                                                                 {"expected_total_minor", "5800"},
                                                                 {"expected_total_minor", 58.5}}));
  const auto problem = problem_of(quote(cart({{field, value}})), 400);
  CHECK(problem.at("errors").at(0).at("field") == field);
}

TEST_CASE_METHOD(Shop, "a checkout for another sum than now is refused with a new quote") {
  const auto terms = [](int expected) { return json{{"promotion_code", "PETS10"}, {"country", "DE"}, {"expected_total_minor", expected}}; };
  const auto problem = problem_of(checkout(cart(terms(5000))), 409);
  CHECK(problem["quote"]["subtotal_minor"] == 5800);
  CHECK(problem["quote"]["discount_minor"] == 580);
  CHECK(payments.created().empty());
  CHECK(checkout(cart(terms(5220))).status == 200);
}

TEST_CASE_METHOD(Shop, "a page kept from before countries were asked for is told to ask, in its language, and orders nothing") {
  const auto asked = cart({{"expected_total_minor", 5800}});
  const auto problem = problem_of(checkout(asked), 400);
  CHECK(problem["errors"][0]["field"] == "country");
  const auto german = post("/api/create-checkout", asked.dump(), {{"accept-language", "de"}});
  CHECK(json::parse(german.body)["detail"] == "Bitte lade diese Seite neu und wähle das Lieferland: Davon hängt der Versand ab.");
  CHECK(payments.created().empty());
  CHECK(database.snapshot().orders.empty());
}

TEST_CASE_METHOD(Shop, "a checkout with a code that gives nothing is refused with a quote without it") {
  const auto problem = problem_of(checkout(cart({{"promotion_code", "nobody"}})), 409);
  CHECK(problem["quote"]["promotion_problem_code"] == "unknown");
  CHECK(problem["quote"]["total_minor"] == 5800);
}
