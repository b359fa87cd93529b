#include "adapters/sendgrid/sendgrid_email_sender.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"

using adapters::http_client::RecordingHttpClient;
using adapters::sendgrid::parse_mailbox;
using adapters::sendgrid::SendgridConfig;
using adapters::sendgrid::SendgridEmailSender;
using base::ErrorCode;
using nlohmann::json;

namespace {

struct Fixture {
  RecordingHttpClient http;
  SendgridEmailSender sender{
      http, SendgridConfig{"https://sendgrid.test", base::Secret{"SG.hidden"}, "Picasso Pet <hello@shop.test>"}};
  ports::Email email{"ann@example.org", "Your order", "plain", "<p>html</p>", "mail-1", "confirmation"};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a mail goes out as text and HTML, with our id and without tracked links") {
  http.answer(202, "", {{"x-message-id", "msg-9"}});
  CHECK(sender.send(email) == "msg-9");
  const auto request = http.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://sendgrid.test/v3/mail/send");
  const std::map<std::string, std::string> headers{request.headers.begin(), request.headers.end()};
  CHECK(headers.at("Authorization") == "Bearer SG.hidden");
  CHECK(json::parse(request.body) == json::parse(R"({
    "personalizations": [{"to": [{"email": "ann@example.org"}], "custom_args": {"mail_id": "mail-1"}}],
    "from": {"email": "hello@shop.test", "name": "Picasso Pet"}, "subject": "Your order",
    "content": [{"type": "text/plain", "value": "plain"}, {"type": "text/html", "value": "<p>html</p>"}],
    "categories": ["confirmation"],
    "tracking_settings": {"click_tracking": {"enable": false, "enable_text": false}, "open_tracking": {"enable": false}}})"));
}

TEST_CASE_METHOD(Fixture, "each answer has its own meaning, and nothing is sent twice within a call") {
  const auto code_of = [&](int status, const std::string& body = R"({"errors":[{"message":"ann@example.org?","field":"to"}]})") {
    http.answer(status, body);
    const auto before = http.requests().size();
    const auto result = sender.send(email);
    CHECK(http.requests().size() == before + 1);
    CHECK(result.error().cause.find("ann@example.org") == std::string::npos);
    return result.error().code;
  };
  CHECK(code_of(400) == ErrorCode::kInvalidInput);
  CHECK(code_of(413) == ErrorCode::kInvalidInput);
  CHECK(code_of(401) == ErrorCode::kInternal);
  CHECK(code_of(403) == ErrorCode::kInternal);
  CHECK(code_of(429) == ErrorCode::kRateLimited);
  CHECK(code_of(500, "oops") == ErrorCode::kUnavailable);
  http.fail_once();
  CHECK(sender.send(email).error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "a mail without recipient, subject or content is not sent") {
  for (const std::string to : {"", "nobody", "@x", "a@", "a@b@c", "a b@c.d", "a@b.c\r\nBcc: x@y.z"}) {
    email.to = to;
    CHECK(sender.send(email).error().code == ErrorCode::kInvalidInput);
  }
  email.to = "ann@example.org";
  email.subject.clear();
  CHECK(sender.send(email).error().code == ErrorCode::kInvalidInput);
  email.subject = "Your order";
  email.text.clear();
  email.html.clear();
  CHECK(sender.send(email).error().code == ErrorCode::kInvalidInput);
  CHECK(http.requests().empty());
}

TEST_CASE("a sender is an address, with or without a name") {
  CHECK(parse_mailbox("hello@shop.test")->address == "hello@shop.test");
  CHECK(parse_mailbox("hello@shop.test")->name.empty());
  CHECK(parse_mailbox("\"Picasso Pet\" <hello@shop.test>")->name == "Picasso Pet");
  CHECK(parse_mailbox("Picasso Pet <hello@shop.test>")->address == "hello@shop.test");
  for (const std::string bad : {"", "Picasso Pet", "Picasso <>", "<a@b", "a@b, c@d"}) CHECK_FALSE(parse_mailbox(bad));
}
