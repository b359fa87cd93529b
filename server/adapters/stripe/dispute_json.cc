#include "adapters/stripe/dispute_json.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::stripe {
namespace {

using http_client::flag_at;
using http_client::member;
using http_client::text_at;
using nlohmann::json;

base::Failure no_disputes() {
  return base::fail(base::ErrorCode::kUnavailable, "The payment service does not answer as it should.",
                    "Stripe's answer: no disputes");
}

// warning_closed: the bank only asked and no dispute came of it. prevented: it was settled before it became one.
bool is_for_us(const std::string& word) { return word == "won" || word == "warning_closed" || word == "prevented"; }

}  // namespace

base::Result<DisputePage> read_disputes(std::string_view body) {
  const auto parsed = http_client::parse_json(body);
  if (!parsed || !member(*parsed, {"data"}).is_array()) return no_disputes();
  DisputePage page;
  for (const json& object : member(*parsed, {"data"})) {
    const std::string word = text_at(object, {"status"});
    const std::string id = text_at(object, {"id"});
    if (text_at(object, {"object"}) != "dispute" || id.empty() || word.empty()) return no_disputes();
    page.disputes.push_back({id, text_at(object, {"payment_intent"}), word, is_for_us(word)});
  }
  if (!flag_at(*parsed, {"has_more"})) return page;
  if (page.disputes.empty()) return no_disputes();
  page.next = page.disputes.back().id;
  return page;
}

}  // namespace adapters::stripe
