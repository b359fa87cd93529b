#include "adapters/stripe/refund_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/http_client/form.h"
#include "adapters/http_client/json_reading.h"

namespace adapters::stripe {
namespace {

using http_client::integer_at;
using http_client::member;
using http_client::text_at;
using nlohmann::json;

base::Failure unreadable() {
  return base::fail(base::ErrorCode::kUnavailable, "The payment service does not answer as it should.",
                    "Stripe's answer: no refund");
}

std::optional<ports::RefundStatus> status_from(const std::string& word) {
  // requires_action: the buyer must say where the money shall go; Stripe asks.
  if (word == "pending" || word == "requires_action") return ports::RefundStatus::kPending;
  if (word == "succeeded") return ports::RefundStatus::kSucceeded;
  if (word == "failed" || word == "canceled") return ports::RefundStatus::kFailed;
  return std::nullopt;
}

std::optional<ports::PaidRefund> refund_from(const json& object) {
  const auto status = status_from(text_at(object, {"status"}));
  ports::PaidRefund refund;
  refund.id = text_at(object, {"id"});
  if (text_at(object, {"object"}) != "refund" || refund.id.empty() || !status) return std::nullopt;
  refund.refund_id = text_at(object, {"metadata", "refund_id"});
  refund.amount_minor = integer_at(object, {"amount"});
  refund.status = *status;
  refund.failure = text_at(object, {"failure_reason"});
  refund.payment_intent_id = text_at(object, {"payment_intent"});
  return refund;
}

}  // namespace

std::string refund_form(const ports::RefundRequest& request) {
  http_client::FormBody form;
  form.add("payment_intent", request.payment_intent_id);
  form.add("amount", request.amount_minor);
  form.add("reason", "requested_by_customer");
  form.add("metadata[refund_id]", request.refund_id);
  form.add("metadata[order_id]", request.order_id);
  return form.text();
}

base::Result<ports::PaidRefund> read_refund(std::string_view body) {
  const auto parsed = http_client::parse_json(body);
  const auto refund = parsed ? refund_from(*parsed) : std::nullopt;
  if (!refund) return unreadable();
  return *refund;
}

base::Result<RefundList> read_refunds(std::string_view body) {
  const auto parsed = http_client::parse_json(body);
  if (!parsed || !member(*parsed, {"data"}).is_array()) return unreadable();
  RefundList list;
  std::string last;
  for (const json& object : member(*parsed, {"data"})) {
    last = text_at(object, {"id"});
    if (auto refund = refund_from(object)) {
      list.page.refunds.push_back(std::move(*refund));
    } else {
      list.unreadable.push_back(last);
    }
  }
  if (!http_client::flag_at(*parsed, {"has_more"})) return list;
  if (last.empty()) return unreadable();
  list.page.next = last;
  return list;
}

}  // namespace adapters::stripe
