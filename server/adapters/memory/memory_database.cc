#include "adapters/memory/memory_database.h"

#include "adapters/memory/customer_repository.h"
#include "adapters/memory/design_repository.h"
#include "adapters/memory/first_catalog.h"
#include "adapters/memory/ledgers.h"
#include "adapters/memory/order_repository.h"
#include "adapters/memory/product_repository.h"
#include "adapters/memory/promotion_repository.h"
#include "adapters/memory/refund_repository.h"
#include "adapters/memory/share_repository.h"

namespace adapters::memory {
namespace {

class MemoryTransaction : public ports::Transaction {
 public:
  explicit MemoryTransaction(State& state)
      : products_(state),
        designs_(state),
        shares_(state),
        orders_(state),
        promotions_(state),
        refunds_(state),
        customers_(state),
        inbox_(state),
        mails_(state),
        jobs_(state) {}

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
  std::string link_signing_key() override { return kLinkSigningKey; }

  [[nodiscard]] const std::vector<ports::JobAnnouncement>& enqueued() const { return jobs_.enqueued(); }

 private:
  MemoryProductRepository products_;
  MemoryDesignRepository designs_;
  MemoryShareRepository shares_;
  MemoryOrderRepository orders_;
  MemoryPromotionRepository promotions_;
  MemoryRefundRepository refunds_;
  MemoryCustomerRepository customers_;
  MemoryWebhookInbox inbox_;
  MemoryMailLedger mails_;
  MemoryJobOutbox jobs_;
};

base::Result<void> run_work(const std::function<base::Result<void>(ports::Transaction&)>& work,
                            ports::Transaction& transaction) {
  try {
    return work(transaction);
  } catch (const ConstraintViolation& violation) {
    return base::fail(base::ErrorCode::kConflict, "This clashes with what is already stored.", violation.what());
  } catch (const std::exception& failure) {
    return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.", failure.what());
  }
}

}  // namespace

MemoryDatabase::MemoryDatabase(ports::JobBell* bell) : bell_(bell) {
  state_.products = first_catalog();
  state_.shipping = first_shipping_policy();
}

base::Result<void> MemoryDatabase::transact(const std::function<base::Result<void>(ports::Transaction&)>& work) {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  if (holder_ == std::this_thread::get_id()) {
    return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.", "a transaction inside another");
  }
  std::vector<ports::JobAnnouncement> enqueued;
  {
    const std::lock_guard lock(mutex_);
    struct Hold {
      std::atomic<std::thread::id>& holder;
      ~Hold() { holder = std::thread::id{}; }
    } hold{holder_};
    holder_ = std::this_thread::get_id();
    State copy = state_;
    MemoryTransaction transaction(copy);
    if (auto done = run_work(work, transaction); !done) return done;
    enqueued = transaction.enqueued();
    state_ = std::move(copy);
  }
  if (bell_ != nullptr && !enqueued.empty()) bell_->ring(enqueued);
  if (auto error = errors_after_commit.take()) return base::Failure(std::move(*error));
  return {};
}

base::Result<void> MemoryDatabase::ping() {
  if (auto error = errors_before.take()) return base::Failure(std::move(*error));
  return {};
}

void MemoryDatabase::replace_catalog(std::vector<domain::Product> products, domain::ShippingPolicy shipping) {
  const std::lock_guard lock(mutex_);
  state_.products = std::move(products);
  state_.shipping = std::move(shipping);
}

State MemoryDatabase::snapshot() {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace adapters::memory
