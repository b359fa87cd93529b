#include "sandbox/services/sandbox.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "sandbox/services/config.h"
#include "sandbox/stand_ins.h"

using Json = nlohmann::json;

namespace {

struct TempDir {
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "picasso-sandbox-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TempDir() { std::filesystem::remove_all(path); }
  std::string path;
};

http::Response switch_fault(StandIns& stand_ins, const Json& fault) {
  auto call = StandIns::request("POST", "/faults");
  call.body = fault.dump();
  return stand_ins.send(call);
}

std::map<std::string, std::string> good_settings() {
  return {{"STRIPE_SECRET_KEY", "sk_test_1"},
          {"STRIPE_WEBHOOK_SECRET", "whsec_1"},
          {"PRINTFUL_TOKEN", "t"},
          {"PRINTFUL_WEBHOOK_SECRET", "00ff"},
          {"SENDGRID_API_KEY", "SG.1"}};
}

base::Result<sandbox::Config> read(const std::map<std::string, std::string>& settings) {
  return sandbox::read_config([&](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace

TEST_CASE("a restart keeps what was ordered and mailed") {
  const TempDir dir;
  {
    StandIns stand_ins(dir.path);
    stand_ins.mail({{"personalizations", {{{"to", {{{"email", "a@b.co"}}}}}}},
                    {"from", {{"email", "s@b.co"}}},
                    {"subject", "Hi"},
                    {"content", {{{"type", "text/plain"}, {"value", "Hello"}}}}});
  }
  StandIns again(dir.path);
  CHECK(json_of(again.get("/mailbox.json")).size() == 1);
  CHECK(again.send(StandIns::request("POST", "/reset")).status == 200);
  CHECK(json_of(again.get("/mailbox.json")).empty());
}

TEST_CASE("a fault hits so many requests to its service, then all is well again") {
  StandIns stand_ins;
  CHECK(switch_fault(stand_ins, {{"service", "stripe"}, {"kind", "429"}, {"count", 2}}).status == 201);
  CHECK(stand_ins.printful("GET", "/orders").status == 200);
  CHECK(stand_ins.stripe_get("/v1/events").status == 429);
  CHECK(header_of(stand_ins.stripe_get("/v1/events"), "Retry-After") == "1");
  CHECK(stand_ins.stripe_get("/v1/events").status == 200);
}

TEST_CASE("a reset after the work leaves the work done, a service that is down does none") {
  StandIns stand_ins;
  const Json mail = {{"personalizations", {{{"to", {{{"email", "a@b.co"}}}}}}},
                     {"from", {{"email", "s@b.co"}}},
                     {"subject", "Hi"},
                     {"content", {{{"type", "text/plain"}, {"value", "Hello"}}}}};
  switch_fault(stand_ins, {{"service", "sendgrid"}, {"kind", "reset_after_work"}});
  CHECK(stand_ins.mail(mail).cut_after_bytes == 0u);
  CHECK(json_of(stand_ins.get("/mailbox.json")).size() == 1);
  switch_fault(stand_ins, {{"service", "sendgrid"}, {"kind", "down"}});
  CHECK(stand_ins.mail(mail).cut_after_bytes == 0u);
  CHECK(json_of(stand_ins.get("/mailbox.json")).size() == 1);
}

TEST_CASE("faults that do not exist are refused, and all can be switched off") {
  StandIns stand_ins;
  CHECK(switch_fault(stand_ins, {{"service", "bank"}, {"kind", "429"}}).status == 400);
  CHECK(switch_fault(stand_ins, {{"service", "stripe"}, {"kind", "gremlins"}}).status == 400);
  CHECK(switch_fault(stand_ins, {{"service", "stripe"}, {"kind", "500"}, {"count", 0}}).status == 400);
  CHECK(switch_fault(stand_ins, "nonsense").status == 400);
  switch_fault(stand_ins, {{"service", "stripe"}, {"kind", 500}, {"count", 9}});
  CHECK(json_of(stand_ins.get("/faults"))[0]["count"] == 9);
  CHECK(stand_ins.send(StandIns::request("DELETE", "/faults")).status == 200);
  CHECK(stand_ins.stripe_get("/v1/events").status == 200);
}

TEST_CASE("requests are kept for tests without their credentials") {
  StandIns stand_ins;
  stand_ins.stripe_post("/v1/refunds", {{"payment_intent", "pi_1"}});
  stand_ins.printful("GET", "/orders");
  auto call = StandIns::request("GET", "/requests.json");
  call.query["service"] = "stripe";
  const auto answer = stand_ins.send(call);
  const auto requests = json_of(answer);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0]["path"] == "/stripe/v1/refunds");
  CHECK(requests[0]["body"] == "payment_intent=pi_1");
  CHECK(requests[0]["status"] == 400);
  CHECK(answer.body.find("sk_test_right") == std::string::npos);
}

TEST_CASE("the overview links to everything a person may want to see") {
  StandIns stand_ins;
  const auto overview = stand_ins.get("/");
  CHECK(overview.status == 200);
  for (const char* link : {"/mailbox", "/printful-orders", "/requests.json", "/faults"}) {
    CHECK(overview.body.find("href=\"" + std::string(link) + "\"") != std::string::npos);
    CHECK(stand_ins.get(link).status == 200);
  }
  CHECK(stand_ins.get("/healthz").status == 200);
  CHECK(stand_ins.get("/nothing").status == 404);
}

TEST_CASE("the sandbox refuses live keys and names all settings that are missing") {
  CHECK(read(good_settings()));
  auto live = good_settings();
  live["STRIPE_SECRET_KEY"] = "sk_live_abc";
  const auto refused = read(live);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().public_message.find("live") != std::string::npos);
  CHECK(refused.error().public_message.find("abc") == std::string::npos);

  const auto nothing = read({});
  REQUIRE_FALSE(nothing);
  for (const auto& [name, value] : good_settings()) {
    CHECK(nothing.error().public_message.find(name) != std::string::npos);
  }
}
