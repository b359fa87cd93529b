#include "adapters/easypost/easypost_address_checker.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::easypost {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

json body_of(const domain::Address& address) {
  return {{"address",
           {{"street1", address.line1},
            {"street2", address.line2},
            {"city", address.city},
            {"state", address.state},
            {"zip", address.postal_code},
            {"country", address.country}}},
          {"verify", true}};
}

// The codes only: messages may repeat the address.
std::string problems_in(const json& verification) {
  std::string problems;
  const json& errors = member(verification, {"errors"});
  if (errors.is_array()) {
    for (const json& error : errors) problems += (problems.empty() ? "" : ", ") + text_at(error, {"code"});
  }
  return problems.empty() ? "not deliverable" : http_client::for_log(problems);
}

}  // namespace

base::Result<ports::CheckedAddress> EasypostAddressChecker::check(const domain::Address& address) {
  const auto answer = post(http_, config_, "/addresses", body_of(address));
  if (!answer) return base::forward_error(answer);
  const json& verification = member(*answer, {"verifications", "delivery"});
  if (!member(verification, {"success"}).is_boolean()) {
    return base::fail(base::ErrorCode::kUnavailable, "We will try again in a moment.", "EasyPost's answer holds no verification");
  }
  ports::CheckedAddress checked;
  checked.deliverable = http_client::flag_at(verification, {"success"});
  if (!checked.deliverable) {
    checked.problem = problems_in(verification);
    return checked;
  }
  checked.address = {address.name,
                     text_at(*answer, {"street1"}),
                     text_at(*answer, {"street2"}),
                     text_at(*answer, {"city"}),
                     text_at(*answer, {"state"}),
                     text_at(*answer, {"zip"}),
                     text_at(*answer, {"country"}),
                     address.phone};
  return checked;
}

}  // namespace adapters::easypost
