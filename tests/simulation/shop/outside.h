#pragma once

#include <optional>
#include <string>

#include "engine/faults.h"
#include "planted_bug.h"
#include "ports/email_sender.h"
#include "ports/job_queue.h"
#include "ports/object_storage.h"
#include "ports/renderer.h"
#include "world/printer.h"
#include "world/sendgrid.h"
#include "world/stripe.h"

// The ports as the shop reaches them in a run: the true thing behind, faults before it. What the runs make no use of is
// the twin's.
namespace simulation {

class PaymentsOutside : public adapters::memory::MemoryPaymentGateway {
 public:
  PaymentsOutside(Stripe& stripe, Faults& faults, Scheduler& scheduler, PlantedBug bug)
      : stripe_(stripe), faults_(faults), scheduler_(scheduler), bug_(bug) {}

  base::Result<ports::CheckoutSession> create_session(const ports::CheckoutRequest& request) override;
  base::Result<ports::CheckoutSession> fetch_session(const std::string& session_id) override;
  base::Result<ports::CheckoutSession> expire_session(const std::string& session_id) override;
  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override;
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& payment_intent_id) override;
  base::Result<ports::RefundPage> refunds_since(base::Timestamp since, const std::string& after) override;
  base::Result<std::vector<ports::PaidDispute>> list_disputes(const std::string& payment_intent_id) override;
  base::Result<std::vector<ports::PaidDispute>> disputes_since(base::Timestamp since) override;

 private:
  std::string key(const std::string& given);

  Stripe& stripe_;
  Faults& faults_;
  Scheduler& scheduler_;
  PlantedBug bug_;
  int new_keys_ = 0;
};

class PrinterOutside : public adapters::memory::MemoryFulfillmentProvider {
 public:
  PrinterOutside(Printer& printer, Faults& faults, Scheduler& scheduler, PlantedBug bug)
      : printer_(printer), faults_(faults), scheduler_(scheduler), bug_(bug) {}

  base::Result<std::optional<ports::FulfillmentOrder>> find_order(const std::string& external_id) override;
  base::Result<ports::FulfillmentOrder> create_order(const ports::FulfillmentRequest& request) override;
  base::Result<ports::FulfillmentOrder> cancel_order(const std::string& external_id) override;
  base::Result<std::optional<ports::ShippingRate>> shipping_rate(const ports::FulfillmentQuery& query) override;

 private:
  [[nodiscard]] bool never_adopts() const;
  template <class Work>
  auto ask(std::string_view what, Work&& work) -> decltype(work()) {
    return faults_.call(what, [&]() -> decltype(work()) {
      if (printer_.is_out_of_order()) return base::fail(base::ErrorCode::kUnavailable, "Please try again later.", "out of order");
      return work();
    });
  }

  Printer& printer_;
  Faults& faults_;
  Scheduler& scheduler_;
  PlantedBug bug_;
  int created_ = 0;
};

class MailOutside : public ports::EmailSender {
 public:
  MailOutside(Sendgrid& sendgrid, Faults& faults) : sendgrid_(sendgrid), faults_(faults) {}
  base::Result<std::string> send(const ports::Email& email) override {
    bool taken = false;
    auto answer = faults_.call("send mail", [&] {
      auto accepted = sendgrid_.send(email);
      taken = accepted.has_value();
      return accepted;
    });
    if (!answer && taken) return base::fail(base::ErrorCode::kUnanswered, answer.error().public_message, answer.error().cause);
    return answer;
  }

 private:
  Sendgrid& sendgrid_;
  Faults& faults_;
};

class StorageOutside : public ports::ObjectStorage {
 public:
  StorageOutside(ports::ObjectStorage& storage, Faults& faults) : storage_(storage), faults_(faults) {}
  base::Result<void> put(const domain::ObjectKey& key, std::string_view bytes, std::string_view content_type) override {
    return faults_.call("store object", [&] { return storage_.put(key, bytes, content_type); });
  }
  base::Result<std::string> get(const domain::ObjectKey& key) override {
    return faults_.call("read object", [&] { return storage_.get(key); });
  }
  base::Result<bool> exists(const domain::ObjectKey& key) override {
    return faults_.call("look for object", [&] { return storage_.exists(key); });
  }
  base::Result<void> remove(const domain::ObjectKey& key) override {
    return faults_.call("remove object", [&] { return storage_.remove(key); });
  }
  base::Result<std::vector<ports::StoredObject>> list(const domain::ObjectKey& after, std::size_t limit) override {
    return faults_.call("list objects", [&] { return storage_.list(after, limit); });
  }

 private:
  ports::ObjectStorage& storage_;
  Faults& faults_;
};

}  // namespace simulation
