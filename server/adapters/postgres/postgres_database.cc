#include "adapters/postgres/postgres_database.h"

#include "adapters/postgres/customer_repository.h"
#include "adapters/postgres/design_repository.h"
#include "adapters/postgres/ledgers.h"
#include "adapters/postgres/order_repository.h"
#include "adapters/postgres/product_repository.h"
#include "adapters/postgres/promotion_repository.h"
#include "adapters/postgres/refund_repository.h"
#include "adapters/postgres/run_transaction.h"
#include "adapters/postgres/share_repository.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace adapters::postgres {
namespace {

class PostgresTransaction : public ports::Transaction {
 public:
  explicit PostgresTransaction(Session& session)
      : session_(session),
        products_(session),
        designs_(session),
        shares_(session),
        orders_(session),
        promotions_(session),
        refunds_(session),
        customers_(session),
        inbox_(session),
        mails_(session),
        jobs_(session) {}

  ports::ProductRepository& products() override { return products_; }
  ports::DesignRepository& designs() override { return designs_; }
  ports::ShareRepository& shares() override { return shares_; }
  ports::OrderRepository& orders() override { return orders_; }
  ports::PromotionRepository& promotions() override { return promotions_; }
  ports::RefundRepository& refunds() override { return refunds_; }
  ports::CustomerRepository& customers() override { return customers_; }
  ports::WebhookInbox& inbox() override { return inbox_; }
  ports::MailLedger& mails() override { return mails_; }
  ports::JobOutbox& jobs() override { return jobs_; }

  std::string link_signing_key() override {
    const auto rows = session_.execute("SELECT key FROM signing_keys WHERE purpose = 'order-links'");
    if (rows.empty()) throw std::logic_error("no key for signing links is stored");
    return rows.front().bytes("key");
  }

  [[nodiscard]] const std::vector<ports::JobAnnouncement>& enqueued() const { return jobs_.enqueued(); }

 private:
  Session& session_;
  PostgresProductRepository products_;
  PostgresDesignRepository designs_;
  PostgresShareRepository shares_;
  PostgresOrderRepository orders_;
  PostgresPromotionRepository promotions_;
  PostgresRefundRepository refunds_;
  PostgresCustomerRepository customers_;
  PostgresWebhookInbox inbox_;
  PostgresMailLedger mails_;
  PostgresJobOutbox jobs_;
};

}  // namespace

base::Result<void> PostgresDatabase::transact(const std::function<base::Result<void>(ports::Transaction&)>& work) {
  std::vector<ports::JobAnnouncement> enqueued;
  auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    PostgresTransaction transaction(session);
    auto outcome = work(transaction);
    enqueued = transaction.enqueued();
    return outcome;
  });
  if (!done) return done;
  if (bell_ == nullptr || enqueued.empty()) return done;
  base::kill_point(domain::kill_points::kCommitted);
  bell_->ring(enqueued);
  base::kill_point(domain::kill_points::kAnnounced);
  return done;
}

base::Result<void> PostgresDatabase::ping() {
  return run_transaction(pool_, [](Session& session) -> base::Result<void> {
    session.execute("SELECT 1");
    return {};
  });
}

}  // namespace adapters::postgres
