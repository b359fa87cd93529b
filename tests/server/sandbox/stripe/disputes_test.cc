#include <catch2/catch.hpp>

#include "sandbox/stand_ins.h"
#include "sandbox/stripe/checkout.h"

namespace {

std::string paid_session(StandIns& stand_ins) {
  const std::string id = open_session(stand_ins);
  stand_ins.submit("/stripe/pay/" + id, buyer_fields());
  return id;
}

struct Paid : StandIns {
  std::string session = paid_session(*this);
  std::string intent = json_of(stripe_get("/v1/checkout/sessions/" + session))["payment_intent"];

  int act(const std::string& action) { return submit("/stripe-actions", {{"session", session}, {"action", action}}).status; }
  std::vector<std::string> disputes() {
    std::vector<std::string> found;
    for (const auto& type : waiting_webhooks()) {
      if (type.starts_with("charge.dispute.")) found.push_back(type);
    }
    return found;
  }
  http::Response refund() { return stripe_post("/v1/refunds", {{"payment_intent", intent}}); }
};

}  // namespace

TEST_CASE_METHOD(Paid, "a dispute takes the money away and freezes refunds until the bank has decided") {
  CHECK(act("dispute_won") == 409);
  CHECK(act("dispute") == 303);
  CHECK(act("dispute") == 409);
  CHECK(disputes() == std::vector<std::string>{"charge.dispute.created", "charge.dispute.funds_withdrawn"});
  CHECK(json_of(refund())["error"]["code"] == "charge_disputed");
  CHECK(act("dispute_won") == 303);
  CHECK(disputes().back() == "charge.dispute.closed");
  CHECK(refund().status == 200);
}

TEST_CASE_METHOD(Paid, "a lost dispute leaves nothing to refund, and can be read") {
  CHECK(act("dispute") == 303);
  CHECK(act("dispute_lost") == 303);
  CHECK(json_of(refund())["error"]["code"] == "charge_disputed");
  const auto charge = json_of(stripe_get("/v1/payment_intents/" + intent))["latest_charge"].get<std::string>();
  const auto dispute = json_of(stripe_get("/v1/charges/" + charge))["dispute"].get<std::string>();
  CHECK(json_of(stripe_get("/v1/disputes/" + dispute))["status"] == "lost");
  CHECK(stripe_get("/v1/disputes/du_none").status == 404);
}

TEST_CASE_METHOD(Paid, "disputes are listed by payment, by charge and since a time") {
  const auto listed = [&](const std::string& name, const std::string& value) {
    const auto page = json_of(stripe_get("/v1/disputes", {{name, value}}));
    CHECK(page["url"] == "/v1/disputes");
    std::vector<std::string> states;
    for (const auto& dispute : page["data"]) states.push_back(dispute["status"]);
    return states;
  };
  CHECK(listed("limit", "100").empty());
  CHECK(act("dispute") == 303);
  CHECK(act("dispute_won") == 303);
  const auto charge = json_of(stripe_get("/v1/payment_intents/" + intent))["latest_charge"].get<std::string>();
  CHECK(listed("payment_intent", intent) == std::vector<std::string>{"won"});
  CHECK(listed("charge", charge) == std::vector<std::string>{"won"});
  CHECK(listed("created[gte]", "0") == std::vector<std::string>{"won"});
  CHECK(listed("payment_intent", "pi_none").empty());
  CHECK(listed("created[gte]", "99999999999").empty());
}
