#include "sandbox/services/sendgrid/mail_send.h"

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/sendgrid/mail_check.h"
#include "sandbox/services/sendgrid/mail_events.h"

namespace sandbox::sendgrid {
namespace {

using Json = nlohmann::json;
using http::Response;

constexpr std::size_t kMailsKept = 500;

Response errors(int status, const std::string& message, const Json& field = nullptr) {
  return json_answer(status, {{"errors", Json::array({{{"message", message}, {"field", field}, {"help", nullptr}}})}});
}

bool is_dry_run(const Json& mail) { return mail.value("/mail_settings/sandbox_mode/enable"_json_pointer, false); }

std::string keep(World& world, const Json& mail) {
  const std::string id = random_id("", 22);
  const auto access = world.state.edit();
  auto& mails = access.root["sendgrid"]["mails"];
  const auto number = mails.empty() ? 1 : mails.back()["number"].get<std::int64_t>() + 1;
  mails.push_back({{"number", number}, {"message_id", id}, {"received_at", world.now_s()}, {"mail", mail}});
  decide_fate(access.root, mails.back(), world.now_ms());
  if (mails.size() > kMailsKept) mails.erase(mails.begin());
  return id;
}

Response send(World& world, const http::Request& request) {
  if (!request.header("content-type").starts_with("application/json")) {
    return errors(415, "Content-Type should be application/json.");
  }
  const Json mail = Json::parse(request.body, nullptr, false);
  if (mail.is_discarded()) return errors(400, "Bad Request");
  if (const auto fault = check_mail(mail)) {
    return errors(400, fault->message, fault->field.empty() ? Json() : Json(fault->field));
  }
  Response accepted;
  if (is_dry_run(mail)) return accepted;
  accepted.status = 202;
  accepted.headers = {{"X-Message-Id", keep(world, mail)}};
  return accepted;
}

}  // namespace

Response answer_api(World& world, const http::Request& request, const std::function<void()>& before_work) {
  const std::string_view given = request.header("authorization");
  if (!given.starts_with("Bearer ") || !base::constant_time_equal(given.substr(7), world.config.sendgrid_api_key)) {
    return errors(401, "The provided authorization grant is invalid, expired, or revoked");
  }
  if (request.path != "/sendgrid/v3/mail/send") return errors(404, "not found");
  if (request.method != "POST") return errors(405, "method not allowed");
  before_work();
  try {
    return send(world, request);
  } catch (const Json::exception&) {
    // A member of another type than the API has.
    return errors(400, "Bad Request");
  }
}

Response fault_answer(int status) {
  if (status != 429) return errors(500, "Internal server error (a switched-on fault)");
  Response response = errors(429, "too many requests");
  response.headers = {{"X-RateLimit-Limit", "600"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1"}};
  return response;
}

}  // namespace sandbox::sendgrid
