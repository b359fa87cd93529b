#include <catch2/catch.hpp>
#include <set>

#include "sandbox/stand_ins.h"

using Json = nlohmann::json;
using Catch::Matchers::Contains;

namespace {

Json mail() {
  return {{"personalizations", {{{"to", {{{"email", "ann@example.com"}, {"name", "Ann"}}}}}}},
          {"from", {{"email", "shop@example.com"}}},
          {"subject", "Thank you <3"},
          {"content",
           {{{"type", "text/plain"}, {"value", "Hello"}}, {{"type", "text/html"}, {"value", "<p>\"Hello\"</p>"}}}},
          {"custom_args", {{"mail_id", "1"}}}};
}

Json changed(const char* pointer, const Json& value) {
  Json wanted = mail();
  wanted[Json::json_pointer(pointer)] = value;
  return wanted;
}

}  // namespace

TEST_CASE("an accepted mail has an id, no body, and lies in the mailbox") {
  StandIns stand_ins;
  const auto answer = stand_ins.mail(mail());
  CHECK(answer.status == 202);
  CHECK(answer.body.empty());
  CHECK_FALSE(header_of(answer, "X-Message-Id").empty());

  const auto box = json_of(stand_ins.get("/mailbox.json"));
  REQUIRE(box.size() == 1);
  CHECK(box[0]["to"] == "Ann <ann@example.com>");
  CHECK(box[0]["text"] == "Hello");
  CHECK(box[0]["message_id"] == header_of(answer, "X-Message-Id"));
  CHECK_THAT(stand_ins.get("/mailbox").body, Contains("href=\"/mailbox/1\"") && Contains("Thank you &lt;3"));
  CHECK_THAT(stand_ins.get("/mailbox/1").body,
             Contains("<iframe") && Contains("sandbox=") && Contains("&lt;p&gt;&quot;Hello&quot;&lt;/p&gt;"));
  CHECK(stand_ins.get("/mailbox/2").status == 404);
}

TEST_CASE("mails that break the rules are refused with the field at fault") {
  StandIns stand_ins;
  const auto [pointer, value, field] = GENERATE(table<const char*, Json, const char*>({
      {"/personalizations", Json::array(), "personalizations"},
      {"/personalizations/0/to", Json::array(), "personalizations.0.to"},
      {"/personalizations/0/to/0/email", "nobody", "personalizations.0.to.0.email"},
      {"/personalizations/0/cc", Json::array({{{"email", "ANN@example.com"}}}), "personalizations.0"},
      {"/from", Json::object(), "from.email"},
      {"/subject", "", "subject"},
      {"/content", Json::array(), "content"},
      {"/content/0/value", "", "content.0.value"},
      {"/content/1/type", "text/plain", "content"},
      {"/custom_args/mail_id", 1, "custom_args.mail_id"},
      {"/surprise", 1, "surprise"},
  }));
  CAPTURE(pointer);
  const auto answer = stand_ins.mail(changed(pointer, value));
  CHECK(answer.status == 400);
  CHECK(json_of(answer)["errors"][0]["field"] == field);
  CHECK(json_of(stand_ins.get("/mailbox.json")).empty());
}

TEST_CASE("a wrong key, method or address sends nothing") {
  StandIns stand_ins;
  auto call = StandIns::request("POST", "/sendgrid/v3/mail/send");
  call.headers = {{"authorization", "Bearer SG.wrong"}, {"content-type", "application/json"}};
  call.body = mail().dump();
  CHECK(stand_ins.send(call).status == 401);
  call.headers["authorization"] = "Bearer SG.right";
  call.body = "{";
  CHECK(stand_ins.send(call).status == 400);
  call.method = "GET";
  CHECK(stand_ins.send(call).status == 405);
}

TEST_CASE("sandbox mode checks and sends nothing") {
  StandIns stand_ins;
  CHECK(stand_ins.mail(changed("/mail_settings/sandbox_mode/enable", true)).status == 200);
  CHECK(json_of(stand_ins.get("/mailbox.json")).empty());
}

TEST_CASE("each mail's fate is told by signed events with our arguments, by its address") {
  StandIns stand_ins;
  const auto [address, fate] = GENERATE(table<std::string, std::vector<std::string>>({
      {"ann@example.com", {"processed", "delivered"}},
      {"bounce-7@example.com", {"processed", "bounce"}},
      {"drop@example.com", {"dropped"}},
      {"spam@example.com", {"processed", "delivered", "spamreport"}},
  }));
  REQUIRE(stand_ins.mail(changed("/personalizations/0/to/0/email", address)).status == 202);
  CHECK(json_of(stand_ins.get("/mailbox.json"))[0]["events"] == fate);
  const auto access = stand_ins.world().state.read();
  const auto& queue = access.root["webhooks"]["queue"];
  REQUIRE(queue.size() == fate.size());
  std::set<std::string> ids;
  for (std::size_t i = 0; i < fate.size(); ++i) {
    const auto& event = queue[i]["payload"][0];
    CHECK(event["event"] == fate[i]);
    CHECK(event["mail_id"] == "1");
    CHECK(event["email"] == address);
    ids.insert(event["sg_event_id"].get<std::string>());
  }
  CHECK(ids.size() == fate.size());
}

TEST_CASE("events can be switched off") {
  StandIns stand_ins;
  stand_ins.submit("/settings", {{"sendgrid_events", "never"}});
  REQUIRE(stand_ins.mail(mail()).status == 202);
  CHECK(stand_ins.world().state.read().root["webhooks"]["queue"].empty());
}
