#include "shop/outside.h"

#include "domain/job.h"

namespace simulation {

std::string PaymentsOutside::key(const std::string& given) {
  if (bug_ != PlantedBug::kKeysNotKept) return given;
  return given + "/" + std::to_string(++new_keys_);
}

base::Result<ports::CheckoutSession> PaymentsOutside::create_session(const ports::CheckoutRequest& request) {
  return faults_.call("create session", [&] {
    return stripe_.create_session({request.order, request.shipping, key(request.idempotency_key), request.success_url,
                                   request.cancel_url, request.expires_at});
  });
}

base::Result<ports::CheckoutSession> PaymentsOutside::fetch_session(const std::string& session_id) {
  const std::string& job = scheduler_.current().job_payload;
  static constexpr std::string_view kSource = "stripe:";
  if (bug_ == PlantedBug::kWebhookTrusted && job.starts_with(kSource)) {
    const auto told = stripe_.as_told.find(job.substr(kSource.size()));
    if (told != stripe_.as_told.end()) {
      auto session = told->second;
      if (session.status == ports::SessionStatus::kComplete) session.payment = ports::PaymentStatus::kPaid;
      return session;
    }
  }
  return faults_.call("fetch session", [&] { return stripe_.fetch_session(session_id); });
}

base::Result<ports::CheckoutSession> PaymentsOutside::expire_session(const std::string& session_id) {
  return faults_.call("expire session", [&] { return stripe_.expire_session(session_id); });
}

base::Result<ports::PaidRefund> PaymentsOutside::create_refund(const ports::RefundRequest& request) {
  auto sent = request;
  sent.idempotency_key = key(request.idempotency_key);
  return faults_.call("create refund", [&] { return stripe_.create_refund(sent); });
}

base::Result<std::vector<ports::PaidRefund>> PaymentsOutside::list_refunds(const std::string& payment_intent_id) {
  return faults_.call("list refunds", [&] { return stripe_.list_refunds(payment_intent_id); });
}

base::Result<ports::RefundPage> PaymentsOutside::refunds_since(base::Timestamp since, const std::string& after) {
  return faults_.call("list all refunds", [&] { return stripe_.refunds_since(since, after); });
}

base::Result<std::vector<ports::PaidDispute>> PaymentsOutside::list_disputes(const std::string& payment_intent_id) {
  return faults_.call("list disputes", [&] { return stripe_.list_disputes(payment_intent_id); });
}

base::Result<std::vector<ports::PaidDispute>> PaymentsOutside::disputes_since(base::Timestamp since) {
  return faults_.call("list all disputes", [&] { return stripe_.disputes_since(since); });
}

bool PrinterOutside::never_adopts() const {
  return bug_ == PlantedBug::kCreatedInsteadOfAdopted && scheduler_.current().job_kind == domain::kSubmitFulfillment;
}

base::Result<std::optional<ports::FulfillmentOrder>> PrinterOutside::find_order(const std::string& external_id) {
  if (never_adopts()) return std::optional<ports::FulfillmentOrder>{};
  return ask("find order", [&] { return printer_.find_order(external_id); });
}

base::Result<ports::FulfillmentOrder> PrinterOutside::create_order(const ports::FulfillmentRequest& request) {
  auto sent = request;
  // The printer only refuses a second order when it has the first one's name.
  if (never_adopts() && printer_.orders.contains(request.external_id)) {
    sent.external_id = "again-" + std::to_string(++created_);
  }
  auto taken = ask("create order", [&] { return printer_.create_order(sent); });
  if (!taken || !taken->unfinished) return taken;
  // Like our adapter: its id is kept by now, and another try goes on from here.
  return ask("send to production", [&] { return printer_.send_to_production(sent.external_id); });
}

// It changes every few hours.
base::Result<std::optional<ports::ShippingRate>> PrinterOutside::shipping_rate(const ports::FulfillmentQuery&) {
  return ask("shipping rate", [&] {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(scheduler_.now().time_since_epoch()).count();
    const ports::ShippingRate rate{{469 + hours / 5 % 3 * 50, "USD"}};
    return base::Result<std::optional<ports::ShippingRate>>(rate);
  });
}

base::Result<ports::FulfillmentOrder> PrinterOutside::cancel_order(const std::string& external_id) {
  return ask("cancel order", [&] { return printer_.cancel_order(external_id); });
}

}  // namespace simulation
