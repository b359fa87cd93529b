#include <catch2/catch.hpp>

#include "app/privacy/deletion_link.h"
#include "http/shop_fixture.h"

using test::ShopFixture;

namespace {

struct Shop : ShopFixture {
  http::Response ask(const std::string& email, const std::string& path = "/privacy/delete") {
    return post(path, "email=" + email, {{"content-type", "application/x-www-form-urlencoded"}});
  }
  std::string request_id() { return database.snapshot().deletions.at(0).id; }
  std::string signature() { return app::deletion_signature(signing_key(), request_id()); }
  http::Response confirm(const std::string& id, const std::string& signature) {
    return post("/privacy/delete/confirm", "id=" + id + "&t=" + signature);
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "the answer does not tell whether we know the address") {
  submitted_order();
  const auto known = ask("edda%40example.com");
  const auto unknown = ask("nobody%40example.com");
  CHECK(known.status == 200);
  CHECK(unknown.status == 200);
  CHECK(known.body == unknown.body);
  CHECK(context_of(known)["asked"] == true);
  CHECK(header(known, "Cache-Control") == "private, no-store");
}

TEST_CASE_METHOD(Shop, "what is no address is asked for again") {
  for (const auto* bad : {"", "edda", "edda%40"}) {
    const auto again = ask(bad);
    CHECK(again.status == 400);
    CHECK(context_of(again)["no_email"] == true);
  }
  CHECK(get("/privacy/delete").status == 200);
  CHECK(context_of(get("/privacy/delete"))["asking"] == true);
}

TEST_CASE_METHOD(Shop, "the link asks before it deletes, in the language in which it was asked for") {
  submitted_order();
  ask("edda%40example.com", "/de/privacy/delete");
  run_ready_jobs();
  const auto mail = mailer.sent().back();
  CHECK(mail.text.find("/de/privacy/delete/confirm?id=" + request_id() + "&t=" + signature()) != std::string::npos);
  const auto page = get("/privacy/delete/confirm", {{"id", request_id()}, {"t", signature()}});
  CHECK(page.status == 200);
  CHECK(context_of(page)["confirming"] == true);
  CHECK(database.snapshot().deletions.at(0).state == domain::DeletionState::kAsked);
  CHECK(context_of(confirm(request_id(), signature()))["done"] == true);
  CHECK(context_of(confirm(request_id(), signature()))["done"] == true);
  CHECK(database.snapshot().deletions.at(0).state == domain::DeletionState::kConfirmed);
  CHECK(jobs(domain::kForgetPerson).size() == 1);
}

TEST_CASE_METHOD(Shop, "a wrong link is a page that says so") {
  submitted_order();
  ask("edda%40example.com");
  CHECK(get("/privacy/delete/confirm").status == 404);
  CHECK(get("/privacy/delete/confirm", {{"id", request_id()}, {"t", "wrong"}}).status == 404);
  CHECK(confirm(request_id(), "wrong").status == 404);
  CHECK(confirm("", "").status == 404);
}

TEST_CASE_METHOD(Shop, "the mail service's events are stored once and answered at once, forged ones not at all") {
  const std::string mail_id = "6a6a6a6a-0000-4000-8000-000000000001";
  const auto body = nlohmann::json::array({{{"id", "sg_1"}, {"type", "processed"}, {"object", mail_id}},
                                           {{"id", "sg_2"}, {"type", "bounce"}, {"object", mail_id}}}).dump();
  const auto path = "/api/webhook/sendgrid";
  for (int i = 0; i < 3; ++i) CHECK(post(path, body, {{"signature", test::EchoVerifier::sign(body)}}).status == 200);
  CHECK(database.snapshot().inbox.size() == 2);
  CHECK(jobs(domain::kProcessWebhook).size() == 2);
  test::problem_of(post(path, body, {{"signature", "forged"}}), 400);
}
